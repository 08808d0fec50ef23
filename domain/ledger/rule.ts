/**
 * Of the rule by which the ledger's figures are computed, described in docs/ledger.md. It is raised with every change of the rule
 * that changes a figure: cells keep the version they were computed by.
 */
export const RULE_VERSION = 1;
