-- The term that a word had before an update of the program or of ICU gave it another one: while posts of both are in search, it tells
-- in which of them the word was counted.
ALTER TABLE "search_word" ADD COLUMN "term_before" TEXT;
