-- Reasons were written for administrators until now, and stay theirs: the suspended person reads those that are given from here on.
alter table auth_user add column suspended_reason_shown boolean not null default false;
