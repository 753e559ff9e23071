# Writes mixshift-groups.csv and mixshift.csv next to this file, of made-up cases and of real exports of the Cloud Native Survey:
#   Rscript tests/oracle/mixshift.R DATA
# DATA is the folder that SURVEY_REAL_DATA names; without it, that variable is read. Base R only.
# Questions and options of the real cases go by their ids in samples/cncf-cloud-native.

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "csv.R"))
data <- c(commandArgs(TRUE), Sys.getenv("SURVEY_REAL_DATA"))[1]
if (data == "") stop("run this with: Rscript tests/oracle/mixshift.R DATA")
set.seed(2026, kind = "Mersenne-Twister", sample.kind = "Rejection")
replicates <- 10000

# Respondents of two waves: wave, group, and whether they chose the option. Kitagawa's parts, a group of one wave with its rate
# there in both.
kitagawa <- function(group1, chosen1, group2, chosen2, levels) {
  n1 <- tabulate(group1, levels); n2 <- tabulate(group2, levels)
  r1 <- tabulate(group1[chosen1], levels) / n1; r2 <- tabulate(group2[chosen2], levels) / n2
  r1 <- ifelse(n1 > 0, r1, r2); r2 <- ifelse(n2 > 0, r2, r1)
  s1 <- n1 / sum(n1); s2 <- n2 / sum(n2)
  cbind(composition = ifelse(n1 + n2 > 0, (s2 - s1) * (r1 + r2) / 2, 0), behaviour = ifelse(n1 + n2 > 0, (r2 - r1) * (s1 + s2) / 2, 0))
}

# A case: for every group its base and those of it who chose the option, in both waves.
respondents <- function(base, chosen) {
  data.frame(group = rep(seq_along(base), base), chosen = unlist(Map(function(n, k) rep(c(TRUE, FALSE), c(k, n - k)), base, chosen)))
}
figures <- function(name, ids, base1, chosen1, base2, chosen2) {
  one <- respondents(base1, chosen1); two <- respondents(base2, chosen2)
  levels <- length(ids)
  parts <- kitagawa(one$group, one$chosen, two$group, two$chosen, levels)
  total <- colSums(parts)
  change <- mean(two$chosen) - mean(one$chosen)
  stopifnot(abs(sum(total) - change) < 1e-12)
  drawn <- replicate(replicates, {
    i <- sample.int(nrow(one), replace = TRUE); j <- sample.int(nrow(two), replace = TRUE)
    colSums(kitagawa(one$group[i], one$chosen[i], two$group[j], two$chosen[j], levels))
  })
  limits <- apply(drawn, 1, quantile, c(0.025, 0.975), names = FALSE)
  list(groups = data.frame(case = name, group = ids, base1, chosen1, base2, chosen2, parts),
       case = data.frame(case = name, change, composition = total[[1]], behaviour = total[[2]],
                         composition_low = limits[1, 1], composition_high = limits[2, 1],
                         behaviour_low = limits[1, 2], behaviour_high = limits[2, 2]))
}
made <- function(name, ...) {
  counts <- rows(4, ...)
  figures(name, seq_len(nrow(counts)), counts[, 1], counts[, 2], counts[, 3], counts[, 4])
}

# In order: base and chosen in the first wave, base and chosen in the second.
cases <- list(
  made("only_behaviour", 100, 30, 200, 100,  300, 60, 600, 240),
  made("only_composition", 100, 30, 300, 90,  300, 240, 100, 80),
  made("opposite", 400, 120, 200, 80,  200, 140, 500, 300),
  made("nobody_in_one_wave", 200, 60, 250, 90,  50, 40, 0, 0,  0, 0, 80, 20),
  made("tiny_groups", 3, 1, 2, 2,  1, 0, 4, 1,  60, 20, 55, 30),
  made("one_group", 300, 120, 280, 140),
  made("many", 120, 30, 90, 35,  80, 44, 130, 60,  60, 9, 70, 21,  45, 40, 30, 29,  150, 75, 200, 80,  33, 0, 41, 3,  70, 70, 50, 49),
  made("large", 30000, 9000, 45000, 15000,  20000, 15000, 25000, 17000))

# The real waves: the option of each respondent to a question of one answer, "" for no answer.
tidy <- function(text) trimws(gsub("[[:space:]]+", " ", gsub("\u200b", "", gsub("\u00a0", " ", text))))
read_table <- function(name, ...) {
  as.data.frame(lapply(read.csv(file.path(data, name), colClasses = "character", na.strings = character(0), ...), tidy))
}
waves <- lapply(c(one = "2019 UTF-8", two = "2020-h1 macintosh"), function(wave) {
  wave <- strsplit(wave, " ")[[1]]
  table <- read_table(paste0("cncf/cloud-native-", wave[1], ".csv"), header = FALSE, skip = 2, fileEncoding = wave[2], check.names = FALSE)
  list(id = wave[1], rows = table[rowSums(table != "") > 0, ])
})
columns <- read_table("expected/options.csv", fileEncoding = "UTF-8")
option_ids <- c("<10" = "lt-10", ">5000" = "gt-5000", "N/A" = "na", "N/A or don't know" = "na")
id_of <- function(label) {
  if (label %in% names(option_ids)) option_ids[[label]] else gsub("^-|-$", "", gsub("[^a-z0-9]+", "-", tolower(label)))
}
answer <- function(wave, question) {
  given <- rep("", nrow(wave$rows))
  options <- columns[columns$wave == wave$id & columns$question == question, ]
  for (i in seq_len(nrow(options))) {
    ticked <- wave$rows[[as.integer(options$column0[i]) + 1]] == options$raw_values_accepted[i]
    stopifnot(given[ticked] == "")
    given[ticked] <- id_of(options$option[i])
  }
  given
}
real <- function(question, name, option, by, by_name) {
  counted <- lapply(waves, function(wave) {
    given <- answer(wave, name)
    data.frame(group = answer(wave, by_name), chosen = given == option)[given != "", ]
  })
  ids <- sort(unique(c(counted$one$group, counted$two$group)), method = "radix")
  count <- function(rows) as.integer(table(factor(rows$group, ids)))
  figures(paste(question, option, by), ids, count(counted$one), count(counted$one[counted$one$chosen, ]),
          count(counted$two), count(counted$two[counted$two$chosen, ]))
}
for (by in list(c("region", "region"), c("company-size", "company_size"), c("release-automation", "release_automation"))) {
  cases <- c(cases, list(real("containers-use.production", "containers_use/Production", "currently-using", by[1], by[2]),
                         real("project.kubernetes", "project/Kubernetes", "using-in-production", by[1], by[2])))
}

save_csv(stack(lapply(cases, function(case) case$groups)), "mixshift-groups.csv")
save_csv(stack(lapply(cases, function(case) case$case)), "mixshift.csv")
