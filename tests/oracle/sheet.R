# Writes sheet.csv next to this file: two sheets of changes, each as one family.
#   Rscript tests/oracle/sheet.R
# Base R only. Proportions run from 0 to 1; every number has 17 significant digits.
# small: the survey of tests/survey/answers/ChangesTests.cs. cncf: the questions of the sample that can be ranked.

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
if (length(script) != 1) stop("run this with: Rscript tests/oracle/sheet.R")
folder <- dirname(normalizePath(script))

save_csv <- function(table, name) {
  cells <- lapply(table, function(v) if (is.numeric(v)) ifelse(is.na(v), "", sprintf("%.17g", v)) else v)
  out <- file(file.path(folder, name), "wb")
  on.exit(close(out))
  writeLines(c(paste(names(table), collapse = ","), do.call(paste, c(cells, sep = ","))), out)
}

wilson <- function(count, base) as.numeric(suppressWarnings(prop.test(count, base, correct = FALSE))$conf.int)

share <- function(sheet, question, option, count1, base1, count2, base2) {
  p1 <- count1 / base1
  p2 <- count2 / base2
  w1 <- wilson(count1, base1)
  w2 <- wilson(count2, base2)
  yes <- count1 + count2
  all <- base1 + base2
  pooled <- yes / all
  error <- sqrt(pooled * (1 - pooled) * (1 / base1 + 1 / base2))
  small <- min(base1, base2) * min(yes, all - yes) < 5 * all
  p <- if (small) fisher.test(matrix(c(count1, base1 - count1, count2, base2 - count2), 2), conf.int = FALSE)$p.value
       else 2 * pnorm(-abs(p2 - p1) / error)
  data.frame(sheet, question, option, count1, base1, count2, base2, change = p2 - p1,
             low = p2 - p1 - sqrt((p2 - w2[1])^2 + (w1[2] - p1)^2), high = p2 - p1 + sqrt((w2[2] - p2)^2 + (p1 - w1[1])^2),
             p = min(1, p), detectable = 1.96 * error)
}

# Numbers, each as often as it is counted.
means <- function(sheet, question, values, times1, times2) {
  one <- rep(values, times1)
  two <- rep(values, times2)
  welch <- t.test(two, one)
  data.frame(sheet, question, option = "", count1 = length(one), base1 = length(one), count2 = length(two), base2 = length(two),
             change = mean(two) - mean(one), low = welch$conf.int[1], high = welch$conf.int[2], p = welch$p.value, detectable = NA)
}

# What may be compared, each change once: the others have no adjusted p.
family <- function(rows, tested = rep(TRUE, nrow(rows))) {
  p <- ifelse(tested, rows$p, NA)
  cbind(rows, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH"))
}

small <- rbind(
  share("small", "use", "yes", 60, 120, 112, 160),
  share("small", "use", "maybe", 24, 120, 16, 160),
  share("small", "use", "no", 36, 120, 32, 160),
  share("small", "use", "open", 84, 120, 128, 160),
  share("small", "tools", "hammer", 50, 80, 45, 100),
  share("small", "tools", "saw", 40, 80, 60, 100),
  share("small", "rate", "1", 30, 60, 15, 60),
  share("small", "rate", "2", 20, 60, 20, 60),
  share("small", "rate", "3", 10, 60, 25, 60),
  means("small", "rate", 1:3, c(30, 20, 10), c(15, 20, 25)),
  share("small", "rare", "a", 10, 20, 30, 100),
  share("small", "rare", "b", 10, 20, 70, 100),
  share("small", "differs", "in", 20, 100, 70, 100),
  share("small", "differs", "out", 80, 100, 30, 100))

cncf <- rbind(
  share("cncf", "region", "africa", 14, 1337, 20, 1324),
  share("cncf", "region", "asia", 233, 1337, 299, 1324),
  share("cncf", "company-size", "100-or-more", 944, 1337, 872, 1324),
  share("cncf", "release-automation", "automated", 537, 1337, 421, 1277),
  share("cncf", "release-automation", "hybrid", 553, 1337, 592, 1277))

# A base under 30, a question that differs, and a net that is the other side of an option.
small_tested <- !(small$question %in% c("rare", "differs") | small$option == "open")

save_csv(rbind(family(small, small_tested), family(cncf)), "sheet.csv")
