"""Operations meet machines and people: runs, the published schedule, its differences."""
