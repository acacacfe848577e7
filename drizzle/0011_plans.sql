-- Row-level security compares with a value that the planner does not know, so it expects what an average organization has, and with many small ones
-- it would collect and sort a large one's rows instead of walking the index. It is told to expect a large one: for a small one the
-- index costs nothing. Takes effect with the next analyze.
alter table connections alter column organization_id set (n_distinct = 1);
