-- Who was shown contacts of somebody the registry may not know: the entry that holds them, such as a request from outside.
alter table disclosure add column entry_id uuid;
