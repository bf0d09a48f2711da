<?php
// Stand-ins for the functions of WordPress that the plugin calls; argument 1 is the post as JSON.
define('ABSPATH', '/');
$post = json_decode($argv[1], true);
define('CONSISTENCY_URL', $post['url']);
if (isset($post['key'])) {
    define('CONSISTENCY_API_KEY', $post['key']);
}
$meta = $post['meta'];
function add_filter(...$ignored) {}
function add_action(...$ignored) {}
function wp_unslash($text) { return stripslashes($text); }
function wp_slash($text) { return addslashes($text); }
function wp_strip_all_tags($text) { return trim(strip_tags($text)); }
function wp_json_encode($value) { return json_encode($value); }
function esc_html($text) { return htmlspecialchars($text, ENT_QUOTES); }
function get_post() { return (object) ['ID' => 7]; }
function get_post_meta($id, $key, $single) { global $meta; return $meta[$key] ?? ''; }
function update_post_meta($id, $key, $value) { global $meta; $meta[$key] = stripslashes($value); }
class WP_Error { function get_error_message() { return 'no connection'; } }
function is_wp_error($value) { return $value instanceof WP_Error; }
function wp_remote_post($url, $options) {
    $headers = '';
    foreach ($options['headers'] as $name => $value) {
        $headers .= "$name: $value\r\n";
    }
    $context = stream_context_create(['http' => [
        'method' => 'POST', 'header' => $headers, 'content' => $options['body'],
        'timeout' => $options['timeout'], 'ignore_errors' => true,
    ]]);
    $body = @file_get_contents($url, false, $context);
    if ($body === false) {
        return new WP_Error();
    }
    preg_match('~ (\d{3})~', $http_response_header[0], $status);
    return ['body' => $body, 'code' => (int) $status[1]];
}
function wp_remote_retrieve_body($answer) { return $answer['body']; }
function wp_remote_retrieve_response_code($answer) { return $answer['code']; }

require __DIR__ . '/../examples/wordpress/consistency-gate/consistency-gate.php';
$data = [
    'post_type' => $post['type'] ?? 'post',
    'post_status' => $post['status'] ?? 'publish',
    'post_content' => addslashes($post['content']),
];
$stored = consistency_gate($data, ['ID' => 7]);
ob_start();
consistency_notice();
echo json_encode(['status' => $stored['post_status'], 'note' => $meta['_consistency_note'] ?? '', 'notice' => ob_get_clean()]);
