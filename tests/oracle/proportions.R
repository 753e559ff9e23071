# Writes wilson.csv, change.csv and holm.csv next to this file:
#   Rscript tests/oracle/proportions.R
# Base R only. Proportions run from 0 to 1; every number has 17 significant digits.

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
if (length(script) != 1) stop("run this with: Rscript tests/oracle/proportions.R")
folder <- dirname(normalizePath(script))

save_csv <- function(table, name) {
  cells <- lapply(table, function(v) if (is.numeric(v)) sprintf("%.17g", v) else v)
  out <- file(file.path(folder, name), "wb")  # binary: the same line ends on every system
  on.exit(close(out))
  writeLines(c(paste(names(table), collapse = ","), do.call(paste, c(cells, sep = ","))), out)
}

rows <- function(columns, ...) matrix(c(...), ncol = columns, byrow = TRUE)


# Wilson score interval, 95 %, z = qnorm(0.975), no continuity correction.
# prop.test sets the lower limit of 0 of n to 0, and the upper limit of n of n to 1, by a
# branch of its own; the formula alone leaves rounding dust there. Checked here all the same.
wilson <- function(count, base) {
  limits <- as.numeric(suppressWarnings(prop.test(count, base, correct = FALSE))$conf.int)
  stopifnot(count > 0 || limits[1] == 0, count < base || limits[2] == 1)
  limits
}

shares <- rows(2,
  0, 1,   1, 1,
  0, 2,   1, 2,   2, 2,
  0, 30,   1, 30,   15, 30,   29, 30,   30, 30,
  0, 1000,   1, 1000,   50, 1000,   500, 1000,   999, 1000,   1000, 1000,
  0, 1e6,   1, 1e6,   333333, 1e6,   500000, 1e6,   999999, 1e6,   1e6, 1e6)
real <- rows(2, 1091, 1300,   891, 969,   1019, 1303,   887, 1065,   194, 229,   89, 111)
shares <- rbind(shares, real)

limits <- mapply(wilson, shares[, 1], shares[, 2])
save_csv(data.frame(count = shares[, 1], base = shares[, 2], low = limits[1, ], high = limits[2, ]),
         "wilson.csv")


# Change from the first share to the second.
# Interval: Newcombe's hybrid score (his method 10), from the two Wilson intervals.
# p: the pooled two-proportion z test, or Fisher's exact test where an expected count is under 5.
change <- function(count1, base1, count2, base2) {
  p1 <- count1 / base1
  p2 <- count2 / base2
  w1 <- wilson(count1, base1)
  w2 <- wilson(count2, base2)
  difference <- p2 - p1
  low  <- difference - sqrt((p2 - w2[1])^2 + (w1[2] - p1)^2)
  high <- difference + sqrt((w2[2] - p2)^2 + (p1 - w1[1])^2)

  # The smallest expected count is min(bases) * min(yes, no) / all. It is compared in whole
  # numbers: 50 * (1 - 0.9) in floating point is just under 5, and would choose the wrong test.
  yes <- count1 + count2
  all <- base1 + base2
  small <- min(base1, base2) * min(yes, all - yes) < 5 * all

  if (small) {
    # Two-sided: the sum over all tables with these margins that are no likelier than the one
    # observed. R counts a table as a tie up to a relative 1e-7 (relErr = 1 + 1e-7), so that
    # equally likely tables are not lost to rounding. The sum may end a hair above 1: cut there.
    # Both shares 0, or both 1, leave only one table: p = 1.
    table <- matrix(c(count1, base1 - count1, count2, base2 - count2), 2)
    p <- min(1, fisher.test(table, conf.int = FALSE)$p.value)
  } else {
    pooled <- yes / all
    z <- difference / sqrt(pooled * (1 - pooled) * (1 / base1 + 1 / base2))
    p <- 2 * pnorm(-abs(z))  # the tail itself, never 1 - CDF; beyond double's range it is 0
    same <- suppressWarnings(
      prop.test(c(count1, count2), c(base1, base2), correct = FALSE)$p.value)
    stopifnot(abs(p - same) <= 1e-10 * same)
  }
  data.frame(count1, base1, count2, base2, difference, low, high, p,
             test = if (small) "fisher" else "z")
}

changes <- rbind(cbind(head(real, -1), tail(real, -1)), rows(4,  # each from the one before
  # both 0, both 1, from one end to the other, bases of 1
  0, 30,          0, 40,
  0, 1000000,     0, 1000000,
  30, 30,         40, 40,
  1000, 1000,     1000, 1000,
  0, 5,           5, 5,
  5, 5,           0, 5,
  0, 1,           1, 1,
  1, 1,           0, 1,
  0, 1,           0, 1,
  1, 1,           1, 1,
  0, 1000,        1000, 1000,
  # smallest expected count 4.9, 5, 5.1: of yes, then of no
  2, 49,          18, 151,
  2, 50,          18, 150,
  2, 51,          18, 149,
  47, 49,         133, 151,
  48, 50,         132, 150,
  49, 51,         131, 149,
  43, 50,         47, 50,
  3, 10,          7, 10,
  # Fisher with ties: equal bases make mirrored tables equally likely
  2, 10,          6, 10,
  1, 25,          7, 25,
  0, 1000000,     6, 1000000,
  2, 1000000,     3, 1000000,
  999998, 1000000, 999993, 1000000,
  # Fisher with ties on uneven bases: without the tolerance rounding loses them,
  # and R would give 0.61, 0.015, 0.18 and 0.27 instead
  2, 5,           2, 8,
  0, 5,           9, 13,
  4, 5,           8, 19,
  2, 6,           1, 11,
  # Fisher, uneven
  1, 9,           11, 14,
  0, 12,          40, 400,
  3, 20,          1, 1500,
  95, 100,        10, 15,
  4, 5,           200, 900,
  # equal shares
  5, 20,          6, 24,
  10, 30,         20, 60,
  # varied
  12, 40,         19, 38,
  30, 100,        45, 100,
  0, 100,         15, 120,
  150, 150,       300, 320,
  77, 210,        64, 190,
  250, 500,       251, 500,
  480, 1200,      431, 1000,
  610, 1303,      590, 969,
  25, 2500,       40, 2400,
  9000, 10000,    8900, 10000,
  123456, 400000, 61111, 200000,
  500000, 1000000, 500001, 1000000,
  # far tails: about 1e-16, 1e-41, 1e-195, 1e-301, and below the smallest double: 0
  300, 1000,      480, 1000,
  300, 1000,      600, 1000,
  100000, 1000000, 113000, 1000000,
  100000, 1000000, 116300, 1000000,
  100000, 1000000, 150000, 1000000))

results <- lapply(seq_len(nrow(changes)), function(i) do.call(change, as.list(changes[i, ])))
save_csv(do.call(rbind, results), "change.csv")


# Adjusted p-values by family, in the order given: Holm, and Benjamini-Hochberg.
set.seed(2026, kind = "Mersenne-Twister")
families <- list(
  single     = 0.03,
  single_one = 1,
  equal      = rep(0.02, 4),
  ties       = c(0.04, 0.01, 0.01, 0.03, 0.04, 0.005),
  ones       = c(1, 0.2, 1, 0.001, 1),
  all_ones   = c(1, 1, 1),
  tiny       = c(1e-300, 0.04, 1e-200, 0, 1e-20, 0.5, 1e-16),
  ascending  = c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06),
  descending = c(0.06, 0.042, 0.041, 0.039, 0.008, 0.001),
  edge       = c(0.025, 0.05, 0.0125, 0.9),
  random     = runif(15)^3)  # cubed: more of them small

save_csv(do.call(rbind, lapply(names(families), function(name) {
  p <- families[[name]]
  data.frame(family = name, p = p, adjusted = p.adjust(p, "holm"), bh = p.adjust(p, "BH"))
})), "holm.csv")
