# Writes values.csv, means.csv and welch.csv next to this file:
#   Rscript tests/oracle/means.R
# Base R only.

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "csv.R"))
set.seed(2026, kind = "Mersenne-Twister")

# Each sample: its values, the weight of each, and what the weights are whole multiples of.
sample_of <- function(values, weights = 1, unit = 1) list(values = values, weights = rep_len(weights, length(values)), unit = unit)
samples <- list(
  one              = sample_of(3),
  one_weighted     = sample_of(3, 2.5, 0.5),
  two              = sample_of(c(1, 2)),
  same             = sample_of(rep(0.1, 7)),
  same_weighted    = sample_of(rep(0.1, 3), c(0.5, 1.3, 0.7), 0.1),
  odd              = sample_of(c(5, 1, 4, 2, 3)),
  even             = sample_of(c(5, 1, 4, 2)),
  ties             = sample_of(c(1, 2, 2, 2, 5)),
  half_at_a_gap    = sample_of(c(1, 1, 1, 4, 5, 5)),
  weighted         = sample_of(c(1, 2, 3, 4, 5), c(0.5, 1.5, 2, 0.7, 0.3), 0.1),
  weighted_half    = sample_of(c(1, 2, 3, 10), c(0.3, 0.7, 0.6, 0.4), 0.1),
  weighted_heavy   = sample_of(c(1, 2, 100), c(0.1, 0.2, 2.7), 0.1),
  barely_two       = sample_of(c(1, 5), c(0.05, 1.95), 0.05),
  negative         = sample_of(c(-3, -1.5, 0, 2, 2, 9)),
  far_from_zero    = sample_of(1e9 + c(1, 2, 2, 3, 4, 7)),
  tiny             = sample_of(c(1, 2, 4) * 1e-150),
  outlier_first    = sample_of(c(1e12, 1, 2, 3, 4)),
  scale            = sample_of(rep(1:5, c(10, 25, 110, 340, 515))),
  scale_weighted   = sample_of(rep(1:5, c(10, 25, 110, 340, 515)), c(0.5, 0.9, 1.2, 1.4), 0.1),
  ten_thousand     = sample_of(round(rnorm(10000, 50, 12))))

means <- stack(lapply(names(samples), function(name) cbind(sample = name, with(samples[[name]], moments(values, weights, unit)))))
save_csv(means, "means.csv")

# How many respondents gave each value with each weight, in the order of the values' first coming.
save_csv(stack(lapply(names(samples), function(name) {
  key <- with(samples[[name]], paste(values, weights))
  first <- !duplicated(key)
  with(samples[[name]], data.frame(sample = name, value = values[first], weight = weights[first],
                                   respondents = as.vector(table(factor(key, unique(key))))))
})), "values.csv")


pairs <- rows(6,
  # tiny
  2, 1.5, 0.7,          2, 4, 1.4,
  2, 1, 1e-8,           2, 1, 1e-8,
  2, 1, 3,              1000, 1.5, 0.1,
  1.05, 3, 1.2,         40, 3.5, 1.1,
  1.5, 3, 1.2,          1.5, 4, 0.2,
  3, 10, 1,             4, 1e6, 2,
  # equal means
  30, 3.5, 1.1,         40, 3.5, 0.9,
  # one of them without any spread
  25, 4, 0,             30, 4.2, 0.8,
  30, 4.2, 0.8,         25, 4, 0,
  # effective bases
  812.4, 3.51, 1.07,    799.9, 3.62, 1.12,
  29.7, 3.1, 1.3,       1133.25, 3.6, 1.05,
  # t around 1, where the way of computing changes
  50, 3, 1,             50, 3.19999, 1,
  50, 3, 1,             50, 3.2, 1,
  50, 3, 1,             50, 3.20001, 1,
  2, 3, 1,              2, 3.9999, 1,
  # t near 0
  50, 3, 1,             50, 3.0000001, 1,
  1000000, 3, 1,        1000000, 3.000001, 1,
  # large samples
  1000000, 3, 1,        1000000, 3.004, 1.1,
  1000000, 3, 1,        1000000, 3.03, 1.1,
  123456789, 3, 1,      234567890, 3.0003, 1.1,
  # far tails: about 1e-50, 1e-200, 1e-300
  500, 3, 1,            500, 4.05, 1,
  2000, 3, 1,           3000, 4.05, 1,
  1000000, 3, 1,        1000000, 3.0427, 1,
  1000000, 3, 1,        1000000, 3.0525, 1,
  1300, 1, 0.4,         1100, 4, 3,
  5, 1, 1,              5, 1e10, 1,
  20, 5, 1e-3,          20, 4, 1e-3)
tests <- stack(apply(pairs, 1, function(x) welch(x[1], x[2], x[3], x[4], x[5], x[6])))
pairs <- as.data.frame(pairs)
names(pairs) <- c("base1", "mean1", "sd1", "base2", "mean2", "sd2")
save_csv(cbind(pairs, tests), "welch.csv")


# Student's t itself: p two-sided, and the 97.5 % point. pt and qt are good to full precision up to 400,000 degrees of freedom.
student <- expand.grid(t = c(1e-6, 0.1, 0.5, 0.99, 1, 1.01, 1.5, 2, 3, 5, 10, 20, 35),
                       df = c(0.25, 0.7, 1, 1.5, 2, 3, 4.7, 10, 29.7, 100, 1000.5, 25000, 399999))
save_csv(data.frame(df = student$df, t = student$t, p = mapply(t_test_p, student$t, student$df), limit = qt(0.975, student$df)),
         "student.csv")
