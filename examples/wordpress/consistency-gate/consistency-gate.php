<?php
/**
 * Plugin Name: Consistency gate
 * Description: Holds back posts in which machine rewriting made a sentence false. What cannot be checked stays a draft.
 * Version: 0.1.0
 * Requires PHP: 7.4
 * License: MIT
 *
 * Settings, in wp-config.php:
 *   define('CONSISTENCY_URL', 'http://127.0.0.1:8000');  // where `consistency serve` listens
 *   define('CONSISTENCY_API_KEY', '...');                // only if it has keys
 *
 * The article that a post was rewritten from is read from its custom field `consistency_source`;
 * known facts, one a line, from `consistency_facts`.
 */

if (!defined('ABSPATH')) {
    exit;
}

const CONSISTENCY_NOTE = '_consistency_note';
const CONSISTENCY_SECONDS = 60;

add_filter('wp_insert_post_data', 'consistency_gate', 20, 2);
add_action('admin_notices', 'consistency_notice');

/**
 * Checks a post on its way to being published; one that does not pass becomes a draft.
 *
 * @param array $data    The post as it would be stored; strings are slashed.
 * @param array $postarr The post as it was given.
 * @return array The post to store.
 */
function consistency_gate($data, $postarr)
{
    if ($data['post_type'] !== 'post' || !in_array($data['post_status'], ['publish', 'future'], true)) {
        return $data;
    }
    $id = (int) ($postarr['ID'] ?? 0);
    $note = consistency_objection($id, wp_unslash($data['post_content']));
    if ($note !== '') {
        $data['post_status'] = 'draft';
    }
    if ($id) {
        update_post_meta($id, CONSISTENCY_NOTE, wp_slash($note));
    }
    return $data;
}

/**
 * Why a text may not be published; empty where it may. Every failure is an objection.
 *
 * @param int    $id   The post's number, 0 for a new one.
 * @param string $html The post's content.
 * @return string
 */
function consistency_objection($id, $html)
{
    $text = consistency_plain($html);
    if ($text === '') {
        return 'The post has no text that could be checked.';
    }
    $article = ['id' => 'post-' . $id, 'text' => $text];
    $source = $id ? consistency_plain((string) get_post_meta($id, 'consistency_source', true)) : '';
    if ($source !== '') {
        $article['source'] = $source;
    }
    $facts = $id ? (string) get_post_meta($id, 'consistency_facts', true) : '';
    $article['facts'] = array_values(array_filter(array_map('trim', explode("\n", $facts)), 'strlen'));
    $body = wp_json_encode($article);
    if ($body === false) {
        return 'The post could not be sent to be checked: it is not valid UTF-8.';
    }
    $headers = ['Content-Type' => 'application/json'];
    if (defined('CONSISTENCY_API_KEY')) {
        $headers['Authorization'] = 'Bearer ' . CONSISTENCY_API_KEY;
    }
    $url = defined('CONSISTENCY_URL') ? CONSISTENCY_URL : 'http://127.0.0.1:8000';
    $answer = wp_remote_post($url . '/v1/check', [
        'headers' => $headers,
        'body' => $body,
        'timeout' => CONSISTENCY_SECONDS,
        'redirection' => 0,
    ]);
    if (is_wp_error($answer)) {
        return 'The post was not checked: ' . $answer->get_error_message();
    }
    $report = json_decode(wp_remote_retrieve_body($answer), true);
    $status = wp_remote_retrieve_response_code($answer);
    if ($status !== 200 || !is_array($report) || !isset($report['passed'], $report['findings'])) {
        $detail = is_array($report) && isset($report['detail']) ? ': ' . $report['detail'] : '';
        return 'The post was not checked (the service answered ' . $status . $detail . ').';
    }
    if ($report['passed'] === true) {
        return '';
    }
    $lines = [];
    foreach ($report['findings'] as $finding) {
        $lines[] = $finding['code'] . ' “' . $finding['text'] . '”: ' . $finding['message'];
    }
    return implode("\n", array_merge($lines, $report['errors'] ?? [])) ?: 'The post did not pass.';
}

/**
 * The words of a post, a blank line between blocks.
 *
 * @param string $html
 * @return string
 */
function consistency_plain($html)
{
    $blocks = preg_replace('~</(p|h[1-6]|li|blockquote|figcaption|pre|td|div)>|<br\s*/?>~i', "$0\n\n", $html);
    $words = html_entity_decode(wp_strip_all_tags((string) $blocks), ENT_QUOTES | ENT_HTML5, 'UTF-8');
    return trim((string) preg_replace('~\n\s*\n\s*~', "\n\n", $words));
}

/** Shows the editor why a post was held back. */
function consistency_notice()
{
    $post = get_post();
    $note = $post ? (string) get_post_meta($post->ID, CONSISTENCY_NOTE, true) : '';
    if ($note !== '') {
        echo '<div class="notice notice-error"><p><strong>Held back as a draft.</strong><br>'
            . nl2br(esc_html($note)) . '</p></div>';
    }
}
