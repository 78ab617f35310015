"""Makes sample.csv, invented from a seed: 12 schools of 3 areas, classes in each, answers in each class.

`python tests/pure/stats/reference/sample.py > tests/pure/stats/reference/sample.csv`
"""

import random

AREAS = {"north": (9, 3, 1400), "middle": (14, 4, 2300), "south": (30, 5, 5200)}
"""For each area: how many schools there are, how many were drawn, and how many pupils go there."""


def rows() -> list[tuple[object, ...]]:
    chance = random.Random(2023)
    found: list[tuple[object, ...]] = []
    for area, (schools, drawn, people) in AREAS.items():
        for school in range(1, drawn + 1):
            classes = chance.randint(4, 9)
            for group in range(1, chance.randint(2, 3) + 1):
                pupils = chance.randint(15, 30)
                asked = chance.randint(3, 6)
                leaning = chance.random()
                for _ in range(asked):
                    yes = int(chance.random() < leaning)
                    answer = chance.choice(["no", "no", "seldom", "often", ""])
                    hours = round(chance.gauss(20 + 8 * yes, 6), 1)
                    post = "new" if chance.random() < 0.3 else "old"
                    weight = round(chance.uniform(2, 40), 2)
                    drawn_here = (area, school, group, people, schools, classes, pupils)
                    found.append((*drawn_here, weight, post, yes, answer, hours))
    return found


def main() -> None:
    print("area,school,group,people,schools,classes,pupils,weight,post,yes,answer,hours")
    for row in rows():
        print(*row, sep=",")


if __name__ == "__main__":
    main()
