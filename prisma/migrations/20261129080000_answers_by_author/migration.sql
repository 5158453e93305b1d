-- For the answers that a profile lists.
create index answer_revision_author_id_answer_id_idx on answer_revision (author_id, answer_id);
