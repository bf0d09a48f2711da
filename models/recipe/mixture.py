"""How many rows of each set a stage draws."""

from __future__ import annotations

NON_COMMERCIAL = ("anli_dev_r1_3", "sick")

# How many rows of each public set stage 1 draws; None is all. Sets of real news, minimal edits and
# general NLI come whole or nearly so. Templated probes are capped: they teach one trick each and
# thousands more rows of one template teach nothing else. Sets not named are not used (their
# premises are paragraphs, or their labels too loose to be worth the time on a CPU).
STAGE1: dict[str, int | None] = {
    "news_nli_semi_auto_nli_base_news_train": None,
    "news_nli_semi_auto_nli_sim_news_train": None,
    "news_rte_train_dev": None,
    "snli_train_subset_cnli_generalization": 13_000,
    "snli_dev": 4_000,
    "mnli_dev_m_mm": 13_000,
    "wiki_nli_semi_auto_nli_train": 5_000,
    "cad_nli_revised_train_minimal_edits": None,
    "anli_dev_r1_3": None,
    "sick": 5_000,
    "conjnli_adversarial_train": 2_500,
    "fever_pairs_docnli_binary": 3_000,
    "climate_fever_evidence_pairs": 1_500,
    "healthver_dev_test": 1_000,
    "scitail_dev": 800,
    "qnli_dev": 800,
    "cb": None,
    "fracas": None,
    "add_one_rte": 1_000,
    "negation_nli_hossain": 2_500,
    "monli_train": 800,
    "scone_train": 1_000,
    "help_and_or": 800,
    "hans_regenerated": 4_000,
    "dnc_function_words_nli": None,
    "dnc_megaveridicality_factivity": 2_000,
    "dnc_event_factuality_uw_uds_partly_news": 2_000,
    "curriculum_transitive": 1_000,
    "curriculum_ner": 1_000,
    "curriculum_sprl": 3_000,
    "curriculum_coreference": 1_500,
    "curriculum_kg_relations": 2_000,
    "curriculum_lexical": 2_000,
    "curriculum_syntactic_variation": 1_200,
    "curriculum_syntactic_alternation": 1_500,
    "curriculum_temporal": 800,
    "curriculum_monotonicity_infer": 800,
    "curriculum_comparative": 500,
    "curriculum_quantifier": 500,
    "curriculum_counting": 500,
    "curriculum_negation": 500,
    "curriculum_conditional": 500,
    "curriculum_spatial": 600,
}

# Stage 2 repeats these so that general NLI is not forgotten while news errors are learned.
REPLAY: dict[str, int] = {
    "news_nli_semi_auto_nli_base_news_train": 2_000,
    "news_nli_semi_auto_nli_sim_news_train": 3_500,
    "news_rte_train_dev": 1_000,
    "cad_nli_revised_train_minimal_edits": 2_000,
    "snli_train_subset_cnli_generalization": 2_000,
    "mnli_dev_m_mm": 3_000,
}

# Stage 2's own sets, capped so that no one way of making errors drowns the others.
STAGE2: dict[str, int] = {
    "demetr": 7_000,
    "news_factor": 4_500,
    "menli": 4_500,
    "mrpc": 2_500,
    "fib": 4_500,
    "defacto": 3_000,
    "xsumfaith": 600,
    "summedits": 4_000,
    "wmt21_to_english": 5_000,
    "wmt22_to_english": 5_000,
    "onestop": 2_000,
    "neighbours": 9_000,
}
# Stage 3 adds errors planted into real rewrites, and shows less of what stage 2 has shown.
STAGE3: dict[str, int] = STAGE2 | {
    "planted": 11_000,
    "demetr": 5_000,
    "menli": 3_500,
    "fib": 3_500,
    "summedits": 3_000,
    "wmt21_to_english": 4_500,
    "wmt22_to_english": 4_500,
    "neighbours": 6_000,
}
# Stage 4 adds the spinner's own errors; they are two fifths of it.
STAGE4: dict[str, int] = STAGE3 | {
    "spun": 26_000,
    "planted": 8_000,
    "demetr": 4_000,
    "news_factor": 3_500,
    "menli": 2_500,
    "mrpc": 1_500,
    "fib": 2_500,
    "defacto": 2_000,
    "xsumfaith": 400,
    "summedits": 2_000,
    "wmt21_to_english": 3_000,
    "wmt22_to_english": 3_000,
    "onestop": 1_500,
    "neighbours": 3_000,
}
NEWS = {"stage2": STAGE2, "stage3": STAGE3, "stage4": STAGE4}
# Sets whose faithful rewrites get a false twin.
TWINNED = ("wmt21_to_english", "wmt22_to_english", "onestop", "mrpc", "neighbours", "demetr")

STAGE5 = {"replay": 26_000, "hans": 6_000, "drills": 9_000}
STAGE6 = {"opposites": 4_000, "stage1": 42_000, "stage4": 26_000, "stage5": 14_000, "spun": 44_000}
STAGE7 = {"outcomes": 1_800, "replay": 15_000}
# Drawn premise by premise, so that these are numbers of rows give or take one premise.
STAGE8 = {"summaries": 16_000, "written": 16_000, "spun": 16_000, "drills": 2_500,
          "stage1": 14_000, "stage4": 10_000}  # fmt: skip
STAGE9 = {"written": 90_000, "replay": 30_000}
