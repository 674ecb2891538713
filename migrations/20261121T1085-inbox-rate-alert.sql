-- Since when too few of a channel's messages arrive; null while all is well. Told once when it begins, once when it ends.
alter table inbox.channels add column rate_fell_at timestamptz;
