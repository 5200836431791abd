# The verbs of the house. `just` comes from a wheel: .venv/bin/just

set positional-arguments := true
python := ".venv/bin/python"

# What one may say
default:
    @"{{ just_executable() }}" --list --justfile "{{ justfile() }}"

# Set up and open the product
demo *options:
    ./demo "$@"

# Everything that checks the code but the tests; CI runs the same
check:
    ./test --laws

# The tests; options go to pytest
test *options:
    ./test "$@"

# Put the code into its usual form
format:
    .venv/bin/ruff check --fix --quiet . || true
    .venv/bin/ruff format --quiet .

# Join docs/glossary.d into docs/glossary.md
glossary:
    {{ python }} -m tools.glossary join

# What has no Chinese yet, by package
missing:
    {{ python }} -m tools.catalogue missing

# Rewrite the expectations of the specimens, for review
accept *options:
    TAKTLINE_ACCEPT=1 {{ python }} -m pytest tests/specimens tests/faces/api/test_openapi.py "$@"
    git --no-pager diff --stat -- specimens tests/faces/api/openapi.json

# Measure, such as `just bench orders lists`; `just bench peers` prints our figures beside others'
bench *options:
    {{ python }} -m benchmarks "$@"

# Run one of the product's commands, such as `just run check-stock`
run *options:
    {{ python }} -m taktline "$@"
