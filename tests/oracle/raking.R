# Writes raking-cells.csv, raking-targets.csv and raking.csv next to this file:
#   Rscript tests/oracle/raking.R
# Base R and the survey package: its rake and trimWeights.

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "csv.R"))
suppressPackageStartupMessages(library(survey))
set.seed(2026, kind = "Mersenne-Twister")
options(expressions = 100000)

# A case: counts as an array with a dimension for each margin, the margins' target shares, and the upper limit of weights.
case <- function(counts, targets, trim = NA) list(counts = counts, targets = targets, trim = trim)
two <- rows(3, 40, 25, 10, 15, 60, 50)
three <- array(c(12, 30, 7, 22, 15, 9, 41, 5, 18, 26, 33, 8), c(3, 2, 2))
sparse <- rows(3, 40, 0, 10, 0, 60, 0, 3, 5, 1)

cases <- list(
  one_margin      = case(array(c(10, 30, 60)), list(c(0.2, 0.3, 0.5))),
  as_it_is        = case(rows(2, 10, 20, 30, 40), list(c(0.3, 0.7), c(0.4, 0.6))),
  two_margins     = case(two, list(c(0.5, 0.5), c(0.2, 0.5, 0.3))),
  three_margins   = case(three, list(c(0.3, 0.3, 0.4), c(0.55, 0.45), c(0.4, 0.6))),
  sparse          = case(sparse, list(c(0.4, 0.5, 0.1), c(0.33, 0.55, 0.12))),
  tiny_target     = case(two, list(c(0.999, 0.001), c(0.2, 0.5, 0.3))),
  empty_target    = case(rbind(two, 0), list(c(0.45, 0.45, 0.1), c(0.2, 0.5, 0.3))),
  two_empty       = case(cbind(rbind(two, 0), 0), list(c(0.45, 0.45, 0.1), c(0.15, 0.4, 0.25, 0.2))),
  zero_target     = case(rbind(two, c(3, 4, 5)), list(c(0.5, 0.5, 0), c(0.2, 0.5, 0.3))),
  zero_makes_empty = case(cbind(rbind(two, 0), c(0, 0, 6)), list(c(0.5, 0.5, 0), c(0.2, 0.4, 0.3, 0.1))),
  zero_trimmed    = case(rbind(two, c(3, 4, 5)), list(c(0.5, 0.5, 0), c(0.2, 0.5, 0.3)), 1.5),
  # two groups that hardly overlap: every round takes back most of what the one before did
  slow            = case(rows(2, 1000, 3, 2, 900), list(c(0.5, 0.5), c(0.35, 0.65))),
  trimmed         = case(two, list(c(0.5, 0.5), c(0.2, 0.5, 0.3)), 1.5),
  trimmed_twice   = case(three, list(c(0.7, 0.1, 0.2), c(0.75, 0.25), c(0.3, 0.7)), 2),
  trimmed_hard    = case(three, list(c(0.7, 0.1, 0.2), c(0.75, 0.25), c(0.3, 0.7)), 1.25),
  trim_far_above  = case(two, list(c(0.5, 0.5), c(0.2, 0.5, 0.3)), 5),
  trimmed_sparse  = case(sparse, list(c(0.2, 0.3, 0.5), c(0.35, 0.5, 0.15)), 3),
  random          = case(array(rpois(5 * 6 * 4, 7), c(5, 6, 4)),
                         list(c(0.1, 0.15, 0.2, 0.25, 0.3), c(0.3, 0.1, 0.1, 0.1, 0.2, 0.2), c(0.4, 0.3, 0.2, 0.1)), 2.5))

# survey's rake knows neither targets of 0 nor empty groups: respondents with such a target are taken out before,
# groups without a respondent are left out, and the other targets of their margin scaled up.
rake_case <- function(name) {
  counts <- cases[[name]]$counts
  targets <- cases[[name]]$targets
  trim <- cases[[name]]$trim
  margins <- length(targets)
  cells <- as.data.frame(which(counts >= 0, arr.ind = TRUE))
  if (margins == 1) cells <- data.frame(seq_along(counts))
  names(cells) <- paste0("group", seq_len(margins))
  cells$respondents <- as.vector(counts)

  in_target <- Reduce(`&`, lapply(seq_len(margins), function(m) targets[[m]][cells[[m]]] > 0))
  live <- which(in_target & cells$respondents > 0)
  people <- cells[rep(live, cells$respondents[live]), seq_len(margins), drop = FALSE]
  n <- sum(cells$respondents)
  aims <- lapply(seq_len(margins), function(m) {
    reached <- sort(unique(people[[m]]))
    table <- data.frame(reached, Freq = targets[[m]][reached] / sum(targets[[m]][reached]) * n)
    names(table)[1] <- names(people)[m]
    table
  })
  formulas <- lapply(names(people), function(group) as.formula(paste("~", group)))
  design <- svydesign(~1, weights = rep(n / nrow(people), nrow(people)), data = people)
  # epsilon is a part of the sum of weights, and hardly more than its rounding
  raked <- rake(design, formulas, aims, control = list(maxit = 20000, epsilon = 1e-15 * 4))
  for (m in seq_len(margins)) {
    sums <- tapply(weights(raked), factor(people[[m]], aims[[m]][[1]]), sum)
    stopifnot(abs(sums - aims[[m]]$Freq) <= 1e-11 * aims[[m]]$Freq)
  }
  cut <- if (is.na(trim)) raked else trimWeights(raked, upper = trim, strict = TRUE)
  w <- weights(cut)
  # respondents with a target of 0 stay in the sample, with a weight of 0
  all_weights <- c(w, rep(0, n - length(w)))
  deviation <- max(sapply(seq_len(margins), function(m)
    max(abs(tapply(w, factor(people[[m]], aims[[m]][[1]]), sum) - aims[[m]]$Freq)) / n))

  cells$weight <- 0
  cells$weight[live] <- w[match(live, rep(live, cells$respondents[live]))]
  for (group in c("group1", "group2", "group3")) cells[[group]] <- if (is.null(cells[[group]])) NA else cells[[group]] - 1
  list(
    cells = data.frame(case = name, cells[c("group1", "group2", "group3", "respondents", "weight")]),
    targets = stack(lapply(seq_len(margins), function(m) data.frame(
      case = name, margin = m - 1, group = seq_along(targets[[m]]) - 1, target = targets[[m]],
      empty = ifelse(targets[[m]] > 0 & !(seq_along(targets[[m]]) %in% people[[m]]), "yes", "no")))),
    summary = data.frame(case = name, trim = trim, minimum = min(all_weights), maximum = max(all_weights),
      design_effect = n / kish(all_weights), effective_base = kish(all_weights),
      largest_deviation = if (max(w) < trim || is.na(trim)) 0 else deviation))
}

results <- lapply(names(cases), rake_case)
save_csv(stack(lapply(results, `[[`, "cells")), "raking-cells.csv")
save_csv(stack(lapply(results, `[[`, "targets")), "raking-targets.csv")
save_csv(stack(lapply(results, `[[`, "summary")), "raking.csv")
