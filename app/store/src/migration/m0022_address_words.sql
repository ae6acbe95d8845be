CREATE TABLE building_word (
    building_id {uuid} NOT NULL REFERENCES building (id) ON DELETE CASCADE,
    word text NOT NULL,
    PRIMARY KEY (building_id, word)
);
{sqlite} CREATE INDEX building_word_begins ON building_word (word, building_id);
{postgres} CREATE INDEX building_word_begins ON building_word (word COLLATE "C", building_id);
