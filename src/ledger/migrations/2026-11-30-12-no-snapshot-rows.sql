-- Rows for phones come from the lists themselves, by cursor; nothing was ever kept here.
drop table snapshot_row;
