# Writes chisquare-counts.csv and chisquare.csv next to this file:
#   Rscript tests/oracle/chisquare.R
# Base R only.

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "csv.R"))
set.seed(2026, kind = "Mersenne-Twister")

tables <- list(
  two_by_two      = rows(2, 10, 20, 30, 25),
  independent     = rows(3, 1, 2, 3, 2, 4, 6),
  all_on_diagonal = rows(2, 7, 0, 0, 9),
  zero_cells      = rows(4, 0, 5, 9, 0, 3, 0, 0, 8, 11, 2, 0, 1),
  empty_row       = rows(3, 4, 8, 2, 0, 0, 0, 9, 1, 7),
  empty_column    = rows(4, 4, 8, 0, 2, 9, 1, 0, 7),
  empty_both      = rows(4, 0, 0, 0, 0, 4, 0, 8, 2, 9, 0, 1, 7, 0, 0, 0, 0),
  ones            = rows(2, 1, 0, 0, 1),
  small           = rows(3, 1, 0, 2, 0, 1, 1),
  wide            = matrix(rpois(7 * 30, 12), 7),
  large           = matrix(rpois(40 * 40, 3), 40),
  half            = rows(2, 1000, 1100, 1300, 1301),
  far             = rows(2, 1000, 400, 300, 1200),          # about 1e-170
  farther         = rows(3, 500, 100, 50, 120, 210, 150, 40, 20, 260),  # about 1e-166
  e200            = rows(2, 800, 140, 140, 850),            # about 1e-213
  e300            = rows(2, 930, 130, 140, 1110),
  millions        = rows(2, 5000000, 5010000, 5000000, 4990000),
  billions        = rows(2, 3000000000, 3000100000, 3000000000, 2999950000))

save_csv(stack(lapply(names(tables), function(name) cbind(table = name, chi_square(tables[[name]])))), "chisquare.csv")
save_csv(stack(lapply(names(tables), function(name) {
  table <- tables[[name]]
  data.frame(table = name, row = as.vector(row(table)) - 1, column = as.vector(col(table)) - 1, count = as.vector(table))
})), "chisquare-counts.csv")
