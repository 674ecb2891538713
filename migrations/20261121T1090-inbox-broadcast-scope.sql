-- Whose clients a planned broadcast means: those of the people in its planner's scope. Null means everybody's.
alter table inbox.broadcasts add column staff_ids uuid[];
