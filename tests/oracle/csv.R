# What the other scripts share: where to write, and how.

scripts <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
if (length(scripts) != 1) stop("run this with: Rscript tests/oracle/NAME.R")
folder <- dirname(normalizePath(scripts))

# Numbers with 17 significant digits, NA as an empty cell.
save_csv <- function(table, name) {
  cells <- lapply(table, function(v) ifelse(is.na(v), "", if (is.numeric(v)) sprintf("%.17g", v) else as.character(v)))
  out <- file(file.path(folder, name), "wb")  # binary: the same line ends on every system
  on.exit(close(out))
  writeLines(c(paste(names(table), collapse = ","), do.call(paste, c(cells, sep = ","))), out)
}

rows <- function(columns, ...) matrix(c(...), ncol = columns, byrow = TRUE)

# All of a list's tables below each other.
stack <- function(tables) do.call(rbind, tables)

# Kish's effective base of respondents' weights.
kish <- function(weights) sum(weights)^2 / sum(weights^2)

# Wilson score interval, 95 %, of a share of an effective base, which need not be a whole number.
wilson <- function(share, base) {
  limits <- as.numeric(suppressWarnings(prop.test(share * base, base, correct = FALSE))$conf.int)
  if (share == 0) limits[1] <- 0
  if (share == 1) limits[2] <- 1
  limits
}

# Change between two shares on effective bases: Newcombe's hybrid score interval, p of the pooled z test.
# Both shares 0, or both 1: p is 1.
share_change <- function(share1, base1, share2, base2) {
  w1 <- wilson(share1, base1)
  w2 <- wilson(share2, base2)
  pooled <- (share1 * base1 + share2 * base2) / (base1 + base2)
  z <- (share2 - share1) / sqrt(pooled * (1 - pooled) * (1 / base1 + 1 / base2))
  p <- if (share1 == share2) 1 else 2 * pnorm(-abs(z))
  data.frame(difference = share2 - share1,
             low = share2 - share1 - sqrt((share2 - w2[1])^2 + (w1[2] - share1)^2),
             high = share2 - share1 + sqrt((w2[2] - share2)^2 + (share1 - w1[1])^2),
             p = p)
}

# Mean and standard deviation over Kish's effective base, t interval and median, of respondents' values and weights.
# cov.wt's unbiased variance, sum w (x - m)^2 / (1 - sum w^2) with weights that add up to 1, is the one over the effective base.
# The weights of a median must be whole multiples of `unit`; where unit is NA there is no median.
moments <- function(values, weights, unit = 1) {
  base <- kish(weights)
  if (max(weights) == min(weights)) base <- length(weights)
  mean <- weighted.mean(values, weights)
  sd <- if (base <= 1) NA
    else if (min(values) == max(values)) 0
    else sqrt(cov.wt(matrix(values), weights / sum(weights), method = "unbiased")$cov[1, 1])
  if (max(weights) == min(weights) && base > 1) stopifnot(isTRUE(all.equal(sd, stats::sd(values), tolerance = 1e-12)))
  margin <- if (is.na(sd)) NA else if (sd == 0) 0 else qt(0.975, base - 1) * sd / sqrt(base)
  data.frame(base = length(values), effective_base = base, mean = mean, sd = sd, low = mean - margin, high = mean + margin,
             median = if (is.na(unit)) NA else median(rep(values, round(weights / unit))))
}

# Two-sided p of t. Above 400,000 degrees of freedom R's pt goes over to a normal approximation, and pbeta does not;
# below, pbeta would lose the digits of a complement near 1.
t_test_p <- function(t, df) if (df <= 4e5) 2 * pt(-abs(t), df) else pbeta(t^2 / (df + t^2), 1 / 2, df / 2, lower.tail = FALSE)

# Welch's test of two samples by base, mean and standard deviation; bases may be effective ones.
welch <- function(base1, mean1, sd1, base2, mean2, sd2) {
  e1 <- sd1^2 / base1
  e2 <- sd2^2 / base2
  df <- (e1 + e2)^2 / (e1^2 / (base1 - 1) + e2^2 / (base2 - 1))
  margin <- qt(0.975, df) * sqrt(e1 + e2)
  difference <- mean2 - mean1
  data.frame(difference = difference, low = difference - margin, high = difference + margin, df = df,
             p = t_test_p(difference / sqrt(e1 + e2), df))
}

# Pearson's chi-square of a table of counts; empty rows and columns are dropped.
chi_square <- function(table) {
  table <- table[rowSums(table) > 0, colSums(table) > 0, drop = FALSE]
  test <- suppressWarnings(chisq.test(table, correct = FALSE))
  data.frame(n = sum(table), statistic = unname(test$statistic), df = unname(test$parameter), p = unname(test$p.value),
             cramers_v = sqrt(unname(test$statistic) / (sum(table) * (min(dim(table)) - 1))), smallest_expected = min(test$expected))
}
