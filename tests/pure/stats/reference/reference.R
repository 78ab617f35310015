# The values that the tests of stats compare with, and the call that made each: reference.json.
# Needs R with the packages survey and MASS: Rscript tests/pure/stats/reference/reference.R, in the root of the checkout.

suppressMessages(library(survey))
folder <- "tests/pure/stats/reference"
sample <- read.csv(file.path(folder, "sample.csv"))
sample$id <- seq_len(nrow(sample))
told <- character()

# Stores the numbers of an expression under a name, beside the expression itself.
reference <- function(name, expression) {
  call <- paste(trimws(deparse(substitute(expression), width.cutoff = 500L)), collapse = " ")
  found <- as.numeric(eval.parent(substitute(expression)))
  values <- ifelse(is.finite(found), sprintf("%.15g", found), "null")
  told <<- c(told, sprintf("  \"%s\": {\"call\": \"%s\", \"values\": [%s]}",
                           name, gsub("\"", "\\\\\"", call), paste(values, collapse = ", ")))
}

designs <- list(
  simple = quote(svydesign(ids = ~1, weights = ~weight, data = sample)),
  stratified = quote(svydesign(ids = ~1, strata = ~area, weights = ~weight, data = sample)),
  finite = quote(svydesign(ids = ~1, strata = ~area, fpc = ~people, data = sample)),
  clustered = quote(svydesign(ids = ~school, strata = ~area, weights = ~weight, nest = TRUE, data = sample)),
  one_stage = quote(svydesign(ids = ~school, strata = ~area, fpc = ~schools, weights = ~weight, nest = TRUE, data = sample)),
  two_stage = quote(svydesign(ids = ~school + group, strata = ~area, fpc = ~schools + classes, weights = ~weight, nest = TRUE, data = sample)),
  three_stage = quote(svydesign(ids = ~school + group + id, strata = ~area, fpc = ~schools + classes + pupils, nest = TRUE, data = sample)),
  no_strata = quote(svydesign(ids = ~area + school, weights = ~weight, data = sample))
)

both <- function(estimate) c(coef(estimate), SE(estimate))
with_interval <- function(estimate, df) c(coef(estimate), SE(estimate), confint(estimate, df = df))
with_ci <- function(estimate) c(coef(estimate), SE(estimate), attr(estimate, "ci"))

# The design is written into each call, so that what stands in the file can be run as it is.
all_of <- function(name, design) {
  said <- function(suffix, call) {
    call <- do.call(substitute, list(call, list(design = design)))
    eval(bquote(reference(.(paste0(name, suffix)), .(call))))
  }
  said(" mean", quote(with_interval(svymean(~hours, design), degf(design))))
  said(" total", quote(with_interval(svytotal(~hours, design), degf(design))))
  said(" share", quote(with_ci(svyciprop(~yes, design, method = "logit"))))
  said(" degrees", quote(degf(design)))
  said(" answers", quote(both(svymean(~factor(answer), subset(design, answer != "")))))
  said(" domain mean", quote(with_interval(svymean(~hours, subset(design, post == "new")), degf(subset(design, post == "new")))))
  said(" domain total", quote(both(svytotal(~hours, subset(design, post == "new")))))
  said(" domain share", quote(with_ci(svyciprop(~yes, subset(design, post == "new"), method = "logit"))))
  said(" narrow domain share", quote(with_ci(svyciprop(~yes, subset(design, area == "south" & post == "new"), method = "logit"))))
  said(" by", quote(both(svyby(~yes, ~post, design, svymean))))
  # The same interval by the same formula; the way of "logit" runs out of digits with two degrees of freedom.
  said(" share 99", quote(with_ci(svyciprop(~yes, design, method = "xlogit", level = 0.99))))
}
for (name in names(designs)) all_of(name, designs[[name]])

# One school alone in the north, and one class alone in the first school of the middle.
alone <- subset(sample, !(area == "north" & school > 1) & !(area == "middle" & school == 1 & group > 1))
for (rule in c("adjust", "remove", "certainty")) {
  options(survey.lonely.psu = rule)
  reference(paste("alone clustered", rule), both(svymean(~hours, svydesign(ids = ~school, strata = ~area, weights = ~weight, nest = TRUE, data = alone))))
  reference(paste("alone two stages", rule), both(svymean(~hours, svydesign(ids = ~school + group, strata = ~area, fpc = ~schools + classes, weights = ~weight, nest = TRUE, data = alone))))
  reference(paste("alone total", rule), both(svytotal(~hours, svydesign(ids = ~school, strata = ~area, weights = ~weight, nest = TRUE, data = alone))))
}
options(survey.lonely.psu = "fail")
fails <- tryCatch({ svymean(~hours, svydesign(ids = ~school, strata = ~area, weights = ~weight, nest = TRUE, data = alone)); 0 }, error = function(e) 1)
reference("alone fails", fails)

# Raking, and what it costs. The totals are written into each call, too.
margins <- quote(list(data.frame(area = c("north", "middle", "south"), Freq = c(1400, 2300, 5200)),
                      data.frame(post = c("new", "old"), Freq = c(2000, 6900))))
raked <- bquote(weights(rake(.(designs$simple), list(~area, ~post), .(margins), control = list(maxit = 1000, epsilon = 1e-9))))
eval(bquote(reference("raked", .(raked))))
eval(bquote(reference("raked effective size", sum(.(raked))^2 / sum(.(raked)^2))))
for (name in c("stratified", "finite", "clustered", "two_stage")) {
  all_of(paste("raked", name), bquote(calibrate(.(designs[[name]]), list(~area, ~post), .(margins), calfun = "raking", epsilon = 1e-12, maxit = 1000)))
}

# Simple samples.
reference("wilson 81 263", prop.test(81, 263, correct = FALSE)$conf.int)
reference("wilson 15 148", prop.test(15, 148, correct = FALSE)$conf.int)
reference("wilson 1 29", prop.test(1, 29, correct = FALSE)$conf.int)
reference("wilson 0 20", prop.test(0, 20, correct = FALSE)$conf.int)
reference("wilson 77 453 at 0.99", prop.test(77, 453, correct = FALSE, conf.level = 0.99)$conf.int)
score <- function(x, n, N) function(p) (x / n - p)^2 - qnorm(0.975)^2 * p * (1 - p) / n * (N - n) / (N - 1)
solved <- function(x, n, N) c(uniroot(score(x, n, N), c(0, x / n), tol = 1e-14)$root, uniroot(score(x, n, N), c(x / n, 1), tol = 1e-14)$root)
reference("wilson 300 474 of 4024", solved(300, 474, 4024))
reference("margin 600", qnorm(0.975) * sqrt(0.25 / 600))
reference("margin 600 tenth of 2000", qnorm(0.975) * sqrt(0.1 * 0.9 / 600 * (2000 - 600) / (2000 - 1)))

# Between waves.
reference("difference 56 70 48 80", prop.test(c(56, 48), c(70, 80), correct = FALSE)$p.value)
reference("difference 77 453 54 430", prop.test(c(77, 54), c(453, 430), correct = FALSE)$p.value)
newcombe <- function(x1, n1, x2, n2) {
  a <- prop.test(x1, n1, correct = FALSE)$conf.int
  b <- prop.test(x2, n2, correct = FALSE)$conf.int
  d <- x1 / n1 - x2 / n2
  c(d - sqrt((x1 / n1 - a[1])^2 + (b[2] - x2 / n2)^2), d + sqrt((a[2] - x1 / n1)^2 + (x2 / n2 - b[1])^2))
}
reference("newcombe 56 70 48 80", newcombe(56, 70, 48, 80))
reference("newcombe 77 453 54 430", newcombe(77, 453, 54, 430))
reference("holm", p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.2, 0.0301), "holm"))
trend <- function(...) c(prop.trend.test(...)$statistic, prop.trend.test(...)$p.value)
reference("trend of smokers", trend(c(83, 90, 129, 70), c(86, 93, 136, 82)))
reference("trend of smokers, the last alone", trend(c(83, 90, 129, 70), c(86, 93, 136, 82), score = c(0, 0, 0, 1)))
reference("trend of malformations", trend(c(48, 38, 5, 1, 1), c(17114, 14502, 793, 127, 38), c(0, 0.5, 1.5, 4, 7)))
reference("slope of malformations", coef(lm(x / n ~ t, weights = n, data = data.frame(x = c(48, 38, 5, 1, 1), n = c(17114, 14502, 793, 127, 38), t = c(0, 0.5, 1.5, 4, 7))))[2])

# Between waves that were drawn by design: the same people, asked otherwise and weighing otherwise.
both_waves <- rbind(transform(sample, wave = 1), transform(sample, wave = 2, yes = as.numeric(hours > 21), weight = weight * school))
contrast <- function(design) {
  found <- svycontrast(svyby(~yes, ~wave, design, svymean, covmat = TRUE), c(-1, 1))
  c(coef(found), SE(found), confint(found, df = degf(design)), 2 * pt(-abs(coef(found) / SE(found)), degf(design)))
}
reference("contrast clustered", contrast(svydesign(ids = ~school, strata = ~interaction(wave, area), weights = ~weight, nest = TRUE, data = both_waves)))
reference("contrast two_stage", contrast(svydesign(ids = ~school + group, strata = ~interaction(wave, area), fpc = ~schools + classes, weights = ~weight, nest = TRUE, data = both_waves)))
reference("contrast new", contrast(subset(svydesign(ids = ~school, strata = ~interaction(wave, area), weights = ~weight, nest = TRUE, data = both_waves), post == "new")))

# Between waves of known populations, the pooled variance corrected for both; the slope's interval by the delta method.
corrected <- function(x1, n1, N1, x2, n2, N2) {
  a <- solved(x1, n1, N1)
  b <- solved(x2, n2, N2)
  d <- x1 / n1 - x2 / n2
  p <- (x1 + x2) / (n1 + n2)
  z <- d / sqrt(p * (1 - p) * ((N1 - n1) / (N1 - 1) / n1 + (N2 - n2) / (N2 - 1) / n2))
  c(d - sqrt((x1 / n1 - a[1])^2 + (b[2] - x2 / n2)^2), d + sqrt((a[2] - x1 / n1)^2 + (x2 / n2 - b[1])^2), 2 * pnorm(-abs(z)))
}
reference("difference 300 474 of 4024 and 230 430 of 900", corrected(300, 474, 4024, 230, 430, 900))
slope_interval <- function(x, n, t) {
  g <- n * (t - weighted.mean(t, n)) / sum(n * (t - weighted.mean(t, n))^2)
  sum(g * x / n) + c(-1, 1) * qnorm(0.975) * sqrt(drop(t(g) %*% diag(x / n * (1 - x / n) / n) %*% g))
}
reference("slope of smokers", slope_interval(c(83, 90, 129, 70), c(86, 93, 136, 82), c(2019, 2021, 2022, 2025)))

# One line of a simple table, and events.
reference("line 77 453", SE(svymean(~yes, svydesign(ids = ~1, probs = 1, data = data.frame(yes = rep(1:0, c(77, 376)))))))
reference("line 77 453 of 4024", SE(svymean(~yes, svydesign(ids = ~1, fpc = ~N, data = data.frame(yes = rep(1:0, c(77, 376)), N = 4024)))))
reference("line 77 453 of 474 who handed in", both(svymean(~yes, svydesign(ids = ~1, probs = 1, data = data.frame(yes = rep(c(1, 0, NA), c(77, 376, 21)))), na.rm = TRUE)))
reference("line 77 453 of 474 of 4024", both(svymean(~yes, svydesign(ids = ~1, fpc = ~N, data = data.frame(yes = rep(c(1, 0, NA), c(77, 376, 21)), N = 4024)), na.rm = TRUE)))
for (count in c(0, 1, 5, 37, 1200)) eval(bquote(reference(.(paste("events", count)), poisson.test(.(count))$conf.int)))
reference("rates 3 1", min(1, 2 * poisson.test(c(3, 520), c(1, 52), alternative = "l")$p.value))
reference("rates 60 4", min(1, 2 * poisson.test(c(60, 520), c(4, 52), alternative = "g")$p.value))

# Student's t.
reference("student 0.95", qt(0.975, c(1, 2, 3, 7, 30, 998, 50000, 999998)))
reference("student 0.99", qt(0.995, c(1, 2, 3, 7, 30, 998, 50000, 999998)))

made_by <- sprintf("R %s.%s, survey %s", R.version$major, R.version$minor, packageVersion("survey"))
writeLines(c("{", sprintf("  \"made by\": \"%s\",", made_by), paste(told, collapse = ",\n"), "}"), file.path(folder, "reference.json"))
