# Writes real-*.csv next to this file, from real exports of the Cloud Native Survey:
#   Rscript tests/oracle/real.R DATA
# DATA is the folder that SURVEY_REAL_DATA names; without it, that variable is read. Base R and the survey package.
# Questions and options go by their ids in tests/instruments/cloud-native/survey.yaml.

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "csv.R"))
suppressPackageStartupMessages(library(survey))
options(expressions = 100000)
data <- c(commandArgs(TRUE), Sys.getenv("SURVEY_REAL_DATA"))[1]
if (data == "") stop("run this with: Rscript tests/oracle/real.R DATA")

tidy <- function(text) trimws(gsub("[[:space:]]+", " ", gsub("\u200b", "", gsub("\u00a0", " ", text))))
read_table <- function(name, ...) {
  as.data.frame(lapply(read.csv(file.path(data, name), colClasses = "character", na.strings = character(0), ...), tidy))
}
read_wave <- function(name, encoding) {
  table <- read_table(name, header = FALSE, skip = 2, fileEncoding = encoding, check.names = FALSE)
  table[rowSums(table != "") > 0, ]
}

waves <- list("2019" = read_wave("cncf/cloud-native-2019.csv", "UTF-8"),
              "2020-h1" = read_wave("cncf/cloud-native-2020-h1.csv", "macintosh"))
columns <- read_table("expected/options.csv", fileEncoding = "UTF-8")
expected <- lapply(c("2019" = "2019", "2020-h1" = "2020-h1"),
                   function(wave) read_table(paste0("expected/cloud-native-", wave, ".csv"), fileEncoding = "UTF-8"))

# Ids of questions by their names in DATA, and of the options whose ids are not made from their labels.
questions <- c("region" = "region", "company_size" = "company-size", "release_automation" = "release-automation",
               "datacenter" = "datacenter",
  "project/Kubernetes" = "project.kubernetes", "containers_use/Production" = "containers-use.production", "recommend" = "recommend",
  "benefits/Cost savings" = "benefits.cost-savings", "benefits/Improved scalability" = "benefits.improved-scalability",
  "benefits/Improved developer productivity" = "benefits.improved-developer-productivity",
  "benefits/Improved availability" = "benefits.improved-availability", "benefits/Cloud portability" = "benefits.cloud-portability")
option_ids <- c("<10" = "lt-10", ">5000" = "gt-5000", "N/A" = "na", "N/A or don't know" = "na",
                "Not using or don't know" = "not-using-or-dont-know",
  "Hybrid Cloud (i.e. both)" = "hybrid-cloud", "Other (please specify)" = "other")
id_of <- function(label) {
  if (label %in% names(option_ids)) option_ids[[label]] else gsub("^-|-$", "", gsub("[^a-z0-9]+", "-", tolower(label)))
}
missing_option <- "na"

# A logical matrix: who chose which option. Every count must be the one that was counted independently.
chosen <- function(wave, name) {
  options <- columns[columns$wave == wave & columns$question == name, ]
  ticks <- sapply(seq_len(nrow(options)), function(i) {
    cells <- waves[[wave]][[as.integer(options$column0[i]) + 1]]
    if (options$raw_values_accepted[i] == "<any non-blank text>") cells != "" else cells == options$raw_values_accepted[i]
  })
  counted <- expected[[wave]][expected[[wave]]$question == name, ]
  counted <- counted[match(options$option, counted$option), ]
  stopifnot(colSums(ticks) == as.integer(counted$count), sum(rowSums(ticks) > 0) == as.integer(counted$answered),
            nrow(ticks) == as.integer(counted$respondents))
  stopifnot(name == "datacenter" || all(rowSums(ticks) <= 1))
  colnames(ticks) <- sapply(options$option, id_of)
  ticks
}
answers <- lapply(c("2019" = "2019", "2020-h1" = "2020-h1"),
                  function(wave) setNames(lapply(names(questions), function(name) chosen(wave, name)), questions))

# The option of each respondent to a question of one answer; "no-answer" is a group too.
group <- function(wave, question) {
  ticks <- answers[[wave]][[question]]
  ifelse(rowSums(ticks) > 0, colnames(ticks)[max.col(ticks, "first")], "no-answer")
}


# Weights of 2020-h1 by which those who answered are distributed as in 2019. Who did not answer is a group whose
# target is its own unweighted share; the shares of 2019, of those who answered then, are scaled to the rest.
schemes <- list(
  "region-like-2019" = list(margins = "region", trim = NA),
  "like-2019" = list(margins = c("region", "company-size"), trim = NA),
  "like-2019-trimmed" = list(margins = c("region", "company-size"), trim = 1.25),
  "automation-like-2019" = list(margins = c("region", "release-automation"), trim = NA))  # 47 gave no answer to the second

n <- nrow(waves[["2020-h1"]])
people_by <- function(margins) {
  as.data.frame(setNames(lapply(margins, function(question) group("2020-h1", question)), gsub("-", "_", margins)))
}
aims <- function(question) {
  now <- group("2020-h1", question)
  before <- group("2019", question)
  before <- table(before[before != "no-answer"])
  silent <- sum(now == "no-answer")
  targets <- c(before / sum(before) * (n - silent), if (silent > 0) c("no-answer" = silent))
  stopifnot(setequal(names(targets), unique(now)))  # no empty target
  targets
}
weights_of <- function(scheme) {
  people <- people_by(scheme$margins)
  targets <- lapply(scheme$margins, aims)
  tables <- lapply(seq_along(targets),
                   function(m) setNames(data.frame(names(targets[[m]]), as.vector(targets[[m]])), c(names(people)[m], "Freq")))
  formulas <- lapply(names(people), function(margin) as.formula(paste("~", margin)))
  raked <- rake(svydesign(~1, weights = rep(1, n), data = people), formulas, tables, control = list(maxit = 1000, epsilon = 1e-15 * 4))
  cut <- if (is.na(scheme$trim)) raked else trimWeights(raked, upper = scheme$trim, strict = TRUE)
  off <- function(design) {
    sapply(seq_along(targets),
           function(m) max(abs(tapply(weights(design), people[[m]], sum)[names(targets[[m]])] - targets[[m]])) / n)
  }
  stopifnot(off(raked) <= 1e-13)
  list(w = weights(cut), deviation = if (is.na(scheme$trim)) 0 else max(off(cut)))
}
weighted <- lapply(schemes, weights_of)

save_csv(stack(lapply(names(schemes), function(name) stack(lapply(schemes[[name]]$margins, function(question) {
  targets <- aims(question)
  data.frame(scheme = name, wave = "2020-h1", question = question, option = names(targets),
             respondents = as.vector(table(group("2020-h1", question))[names(targets)]),
             target = as.vector(targets) / n)
})))), "real-targets.csv")
save_csv(stack(lapply(names(schemes), function(name) {
  w <- weighted[[name]]$w
  data.frame(scheme = name, wave = "2020-h1", trim = schemes[[name]]$trim, respondents = n, minimum = min(w), maximum = max(w),
             design_effect = n / kish(w), effective_base = kish(w), largest_deviation = weighted[[name]]$deviation)
})), "real-schemes.csv")
save_csv(stack(lapply(names(schemes), function(name) {
  people <- people_by(schemes[[name]]$margins)
  cells <- aggregate(data.frame(respondents = 1, weight = weighted[[name]]$w), people, sum)
  for (margin in c("region", "company_size", "release_automation")) if (is.null(cells[[margin]])) cells[[margin]] <- NA
  data.frame(scheme = name, wave = "2020-h1", cells[c("region", "company_size", "release_automation", "respondents")],
             weight = cells$weight / cells$respondents)
})), "real-weights.csv")


# Shares: of all who answered (answered), and of those who chose an option that is not missing (valid).
fielded <- rbind(data.frame(scheme = "none", wave = "2019"), data.frame(scheme = "none", wave = "2020-h1"),
                 data.frame(scheme = names(schemes), wave = "2020-h1"))
weights_in <- function(scheme, wave) if (scheme == "none") rep(1, nrow(waves[[wave]])) else weighted[[scheme]]$w

shares_of <- function(scheme, wave, question, rule) {
  ticks <- answers[[wave]][[question]]
  if (rule == "valid") {
    if (!any(sapply(answers, function(given) missing_option %in% colnames(given[[question]])))) return(NULL)
    ticks <- ticks[, colnames(ticks) != missing_option, drop = FALSE]
  }
  base <- rowSums(ticks) > 0
  w <- weights_in(scheme, wave)
  effective <- if (scheme == "none") sum(base) else kish(w[base])
  stack(lapply(colnames(ticks), function(option) {
    share <- if (scheme == "none") sum(ticks[, option]) / sum(base) else sum(w[ticks[, option]]) / sum(w[base])
    limits <- wilson(share, effective)
    data.frame(scheme, wave, question, option, base_rule = rule, count = sum(ticks[, option]), base = sum(base),
               weighted_count = sum(w[ticks[, option]]),
               weighted_base = sum(w[base]), effective_base = effective, weighted_share = share,
               standard_error = sqrt(share * (1 - share) / effective),
               low = limits[1], high = limits[2])
  }))
}
shares <- stack(lapply(seq_len(nrow(fielded)), function(i) stack(lapply(unname(questions), function(question)
  stack(lapply(c("answered", "valid"), function(rule) shares_of(fielded$scheme[i], fielded$wave[i], question, rule)))))))
save_csv(shares, "real-shares.csv")

# Changes from the unweighted wave 2019 to the weighted wave 2020-h1, of options that both offered.
# Shares that raking made equal differ by rounding only: by 0.
key <- function(table) paste(table$question, table$option, table$base_rule)
before <- shares[shares$wave == "2019", ]
now <- shares[shares$scheme != "none" & key(shares) %in% key(before), ]
before <- before[match(key(now), key(before)), ]
same <- abs(now$weighted_share - before$weighted_share) < 1e-12
now$weighted_share[same] <- before$weighted_share[same]
save_csv(cbind(data.frame(scheme = now$scheme, question = now$question, option = now$option, base_rule = now$base_rule,
                          from = before$wave, to = now$wave,
                          share1 = before$weighted_share, base1 = before$effective_base,
                          share2 = now$weighted_share, base2 = now$effective_base),
               stack(Map(share_change, before$weighted_share, before$effective_base, now$weighted_share, now$effective_base))),
         "real-changes.csv")


# Unweighted crosstabs of those who answered both questions, missing options included.
pairs <- list(c("company-size", "region"), c("release-automation", "region"), c("release-automation", "company-size"),
              c("recommend", "region"), c("project.kubernetes", "company-size"), c("containers-use.production", "region"))
crosstab <- function(wave, pair) {
  both <- group(wave, pair[1]) != "no-answer" & group(wave, pair[2]) != "no-answer"
  table(factor(group(wave, pair[1]), colnames(answers[[wave]][[pair[1]]]))[both],
        factor(group(wave, pair[2]), colnames(answers[[wave]][[pair[2]]]))[both])
}
tables <- stack(lapply(names(waves), function(wave) stack(lapply(pairs, function(pair)
  data.frame(wave = wave, rows = pair[1], columns = pair[2], chi_square(unclass(crosstab(wave, pair))))))))
save_csv(tables, "real-crosstabs.csv")
save_csv(stack(lapply(names(waves), function(wave) stack(lapply(pairs, function(pair) {
  cells <- as.data.frame(crosstab(wave, pair), stringsAsFactors = FALSE)
  data.frame(wave = wave, rows = pair[1], columns = pair[2], row = cells$Var1, column = cells$Var2, count = cells$Freq)
})))), "real-crosstab-counts.csv")


# Means of ratings from 1 to 5, without N/A, and how they changed.
ratings <- grep("^benefits", questions, value = TRUE)
rated <- function(scheme, wave, question) {
  given <- group(wave, question)
  valid <- given %in% 1:5
  w <- weights_in(scheme, wave)[valid]
  values <- as.numeric(given[valid])
  figures <- moments(values, w, if (scheme == "none") 1 else NA)
  if (scheme != "none") {
    ordered <- order(values)
    reached <- cumsum(w[ordered]) / sum(w)
    stopifnot(abs(reached - 0.5) > 1e-6)  # no tie with half
    figures$median <- values[ordered][which(reached > 0.5)[1]]
  }
  data.frame(scheme, wave, question, figures)
}
means <- stack(lapply(seq_len(nrow(fielded)), function(i) {
  stack(lapply(unname(ratings), function(question) rated(fielded$scheme[i], fielded$wave[i], question)))
}))
save_csv(means, "real-means.csv")
before <- means[means$wave == "2019", ]
now <- means[means$wave == "2020-h1", ]
before <- before[match(now$question, before$question), ]
save_csv(cbind(data.frame(scheme = now$scheme, question = now$question, from = "2019", to = "2020-h1"),
               stack(Map(welch, before$effective_base, before$mean, before$sd, now$effective_base, now$mean, now$sd))),
         "real-mean-changes.csv")
