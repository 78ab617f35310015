# The tables of bench/tables.py, by R's survey: Rscript tables.R FILE.csv. Exits with 3 where survey is not installed.
# Each answer's share, standard error and logit interval, and those of all answers but the first together.

if (!suppressWarnings(suppressMessages(require(survey, quietly = TRUE)))) quit(status = 3)
file <- commandArgs(trailingOnly = TRUE)[1]
seconds <- function() sum(proc.time()[c("user.self", "sys.self")])

begun <- seconds()
answers <- read.csv(file, na.strings = "", stringsAsFactors = TRUE)
cat("reading", seconds() - begun, "\n")

line <- function(question, answer, share, error, degrees) {
  reach <- qt(0.975, degrees) * error / (share * (1 - share))
  told <<- c(told, sprintf("line %s %s %.15g %.15g %.15g %.15g", question, answer, share, error,
                           plogis(qlogis(share) - reach), plogis(qlogis(share) + reach)))
}

begun <- seconds()
told <- character()
design <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = answers)
for (question in setdiff(names(answers), c("stratum", "weight"))) {
  degrees <- degf(subset(design, !is.na(answers[[question]])))
  each <- svymean(make.formula(question), design, na.rm = TRUE)
  line(question, levels(answers[[question]]), coef(each), SE(each), degrees)
  yes <- svymean(as.formula(sprintf("~as.numeric(%s != 'no')", question)), design, na.rm = TRUE)
  line(question, "yes", coef(yes), SE(yes), degrees)
}
cat("tabulating", seconds() - begun, "\n")
cat(told, sep = "\n")
