-- Which making of the projections a programme's rows are of: where it is another than the server's, they are made again.
alter table ledger_head add column projected_as text not null default '';
