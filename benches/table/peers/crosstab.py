"""The same cross-tab by DuckDB, from its own table of the same certificates: processor milliseconds of the best of several, then its cells."""

import resource
import sys

import duckdb

QUESTION = """
    SELECT trade, level, sex, CASE WHEN age < 25 THEN 0 WHEN age < 35 THEN 25 WHEN age < 45 THEN 35 WHEN age < 55 THEN 45 ELSE 55 END AS band, count(*)
    FROM (SELECT trade, level, sex, date_sub('year', birth, issued) AS age FROM certificate)
    GROUP BY ALL ORDER BY ALL"""


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


file = duckdb.connect()
file.execute("CREATE TABLE certificate AS SELECT * FROM read_csv(?, header = true, columns = {'trade': 'VARCHAR', 'level': 'TINYINT',"
             " 'sex': 'VARCHAR', 'birth': 'DATE', 'issued': 'DATE'})", [sys.argv[1]])
cells = file.execute(QUESTION).fetchall()
rounds = 20
begin = spent()
for _ in range(rounds):
    cells = file.execute(QUESTION).fetchall()
print((spent() - begin) / rounds)
for cell in cells:
    print("|".join(str(part) for part in cell))
