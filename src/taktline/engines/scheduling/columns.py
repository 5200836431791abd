"""Columns of the tables kernels work on: few wide tables compile and run faster than many narrow ones.

Where a column is an offset (LINKS, NEXTS, MODES, ABLES, SINKS), the rows that belong to row i run from its
value to the value in row i + 1; such tables carry one row more than there are things.
"""

# Plant.op
JOB, RELEASE, FAMILY, SPLIT, FROZEN, PIN, LINKS, NEXTS, MODES, ABLES = range(10)
OVERLAPS = 10  # a successor may start before this operation ends
ORDER = 11  # row i holds the i-th operation in a topological order
REACH_MACHINE, REACH_PERSON = 12, 13  # frozen: until when it or an earlier frozen one holds the resource
BASE_MACHINE, BASE_PERSON, BASE_BEGIN, BASE_START, BASE_END = range(14, 19)
OP_COLUMNS = 19

# Plant.link
FROM, WAIT, LEAD, TAIL = range(4)

# Plant.mode
ON, MINUTES, OWN_SETUP = range(3)

# Plant.machine
CALENDAR, CENTRE, LAST_FAMILY, FREE_FROM, OUTSIDE, TRUCK = range(6)

# Plant.person
P_CALENDAR, P_FREE_FROM = range(2)

# Plant.job
DUE, WEIGHT, JOB_RELEASE, SINKS = range(4)

# Plant.const
NOW, WIDTH, COST_TARDINESS, COST_CHANGEOVER, COST_FLOW, COST_MOVED, COST_REASSIGNED = range(7)

# State.op
MODE, MACHINE, RUN, PERSON, BEGIN, START, END, SETUP, PUSH, AT_MACHINE, AT_PERSON = range(11)
STATE_COLUMNS = 11
