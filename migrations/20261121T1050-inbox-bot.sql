-- How often in a row the bot did not understand an answer; after two it passes the conversation to a person.
alter table inbox.bot_sessions add column misses int not null default 0;
