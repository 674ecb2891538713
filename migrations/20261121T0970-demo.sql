-- Whether simulated customers book and cancel in this organisation; only ever true in a demonstration.
alter table core.orgs add column simulates boolean not null default false;
alter table core.orgs add constraint orgs_simulates_check check (is_demo or not simulates);

-- When the demonstration was filled to the end; null while it is being filled, or after a crash in the middle.
alter table core.orgs add column demo_filled_at timestamptz;
