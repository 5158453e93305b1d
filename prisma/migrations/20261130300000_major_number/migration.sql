-- Going back to an earlier text brings back what was said of it: null where significances say it, as they did until now.
alter table answer_revision add column major_number integer;
