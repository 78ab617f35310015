"""Akademikerförbundet SSR, autumn 2023, caseworkers in exposed areas: count and percent of each answer, as printed."""

ANSWERS = ("no", "1-3", "4-10", "more than 10")
YES = {"yes": ANSWERS[1:], "repeatedly": ANSWERS[2:]}

QUESTIONS = {
    "an LVU intervention avoided because of threats or fear": ([(416, 94), (20, 5), (4, 1), (1, 0)], 441, 6),
    "police needed and not given": ([(314, 77), (73, 18), (16, 4), (5, 1)], 408, 23),
    "threatened": ([(154, 34), (222, 49), (58, 13), (19, 4)], 453, 66),
}
"""For each: the answers in order, the printed total, and the percent of yes that the text gives."""

ANSWERED = 474
