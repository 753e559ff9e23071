# Writes weighted-wilson.csv and weighted-change.csv next to this file:
#   Rscript tests/oracle/weighted.R
# Base R only. Shares run from 0 to 1.

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "csv.R"))

shares <- rows(2,
  0, 0.4,   1, 0.4,   0.5, 0.4,   0, 1,   1, 1,   0.25, 1,
  0, 1.5,   0.333, 1.5,   1, 1.5,
  0.01, 29.7,   0.1, 29.7,   0.5, 29.7,   0.9, 29.7,
  0.001, 1133.25,   0.4321, 1133.25,   0.83923, 1133.25,   0.9999, 1133.25,
  0, 987654.321,   1e-6, 987654.321,   0.65, 987654.321,   1, 987654.321)
limits <- mapply(wilson, shares[, 1], shares[, 2])
save_csv(data.frame(share = shares[, 1], base = shares[, 2], low = limits[1, ], high = limits[2, ]), "weighted-wilson.csv")

changes <- rows(4,
  0.83923, 1300, 0.91950, 701.5,
  0.5, 10.5, 0.7, 8.25,
  0.5, 1, 0.25, 1.5,
  0, 40.5, 0, 30.25,
  1, 40.5, 1, 30.25,
  0, 40.5, 1, 30.25,
  1, 40.5, 0, 30.25,
  0.3, 200, 0.3, 150.75,
  0.01, 812.4, 0.02, 799.9,
  0.1, 1e6, 0.113, 987654.321,
  0.02, 2500.5, 0.98, 1200.25)
save_csv(cbind(data.frame(share1 = changes[, 1], base1 = changes[, 2], share2 = changes[, 3], base2 = changes[, 4]),
               stack(apply(changes, 1, function(c) share_change(c[1], c[2], c[3], c[4])))), "weighted-change.csv")
