-- The schema of revision 0001, as `.schema` gave it of a file that version 0.1.0 made. Frozen: never made anew.
PRAGMA application_id = 1297177137;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE attempt (
	id INTEGER NOT NULL,
	kind VARCHAR(8) NOT NULL,
	certification VARCHAR(12) NOT NULL,
	edition VARCHAR(40) NOT NULL,
	title VARCHAR(120) NOT NULL,
	rules TEXT NOT NULL,
	seed BIGINT NOT NULL,
	status VARCHAR(10) NOT NULL,
	started_at_ms BIGINT NOT NULL,
	finished_at_ms BIGINT,
	correct INTEGER,
	scored INTEGER,
	PRIMARY KEY (id)
);
CREATE INDEX ix_attempt_status ON attempt (status);
CREATE TABLE bank_file (
	name VARCHAR(200) NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	read_at_ms BIGINT NOT NULL,
	PRIMARY KEY (name)
);
CREATE TABLE day_tally (
	local_day INTEGER NOT NULL,
	mode VARCHAR(10) NOT NULL,
	answered INTEGER NOT NULL,
	correct INTEGER NOT NULL,
	milliseconds BIGINT NOT NULL,
	PRIMARY KEY (local_day, mode)
);
CREATE TABLE exam_outcome (
	id INTEGER NOT NULL,
	certification VARCHAR(12) NOT NULL,
	sat_on VARCHAR(10) NOT NULL,
	passed INTEGER,
	scaled FLOAT,
	areas TEXT NOT NULL,
	declined INTEGER NOT NULL,
	made_at_ms BIGINT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE item (
	ordinal INTEGER NOT NULL,
	id VARCHAR(80) NOT NULL,
	revision VARCHAR(16) NOT NULL,
	topic VARCHAR(60) NOT NULL,
	kind VARCHAR(12) NOT NULL,
	level VARCHAR(12) NOT NULL,
	difficulty INTEGER NOT NULL,
	item_group VARCHAR(80) NOT NULL,
	family VARCHAR(80) NOT NULL,
	words INTEGER NOT NULL,
	options INTEGER NOT NULL,
	file VARCHAR(200) NOT NULL,
	status VARCHAR(8) NOT NULL,
	body TEXT NOT NULL,
	words_in TEXT NOT NULL,
	PRIMARY KEY (ordinal),
	UNIQUE (id)
);
CREATE INDEX ix_item_file ON item (file);
CREATE INDEX ix_item_topic ON item (topic);
CREATE TABLE item_revision (
	item_id VARCHAR(80) NOT NULL,
	revision VARCHAR(16) NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (item_id, revision)
);
CREATE TABLE setting (
	name VARCHAR(60) NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (name)
);
CREATE TABLE topic_tally (
	topic VARCHAR(60) NOT NULL,
	mode VARCHAR(10) NOT NULL,
	answered INTEGER NOT NULL,
	correct INTEGER NOT NULL,
	first_answered INTEGER NOT NULL,
	first_correct INTEGER NOT NULL,
	milliseconds BIGINT NOT NULL,
	PRIMARY KEY (topic, mode)
);
CREATE TABLE answer (
	id INTEGER NOT NULL,
	item_id VARCHAR(80) NOT NULL,
	revision VARCHAR(16) NOT NULL,
	topic VARCHAR(60) NOT NULL,
	option_order VARCHAR(40) NOT NULL,
	response VARCHAR(40) NOT NULL,
	correct INTEGER NOT NULL,
	confidence VARCHAR(8),
	milliseconds INTEGER NOT NULL,
	mode VARCHAR(10) NOT NULL,
	attempt_id INTEGER,
	scored INTEGER NOT NULL,
	timed_out INTEGER NOT NULL,
	first INTEGER NOT NULL,
	shown_at_ms BIGINT NOT NULL,
	answered_at_ms BIGINT NOT NULL,
	local_day INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(attempt_id) REFERENCES attempt (id),
	FOREIGN KEY(item_id) REFERENCES item (id)
);
CREATE INDEX ix_answer_attempt ON answer (attempt_id);
CREATE INDEX ix_answer_item ON answer (item_id);
CREATE TABLE attempt_event (
	attempt_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	act VARCHAR(16) NOT NULL,
	question INTEGER NOT NULL,
	value INTEGER NOT NULL,
	is_on INTEGER NOT NULL,
	text VARCHAR(40) NOT NULL,
	spent FLOAT NOT NULL,
	clock FLOAT NOT NULL,
	at_ms BIGINT NOT NULL,
	PRIMARY KEY (attempt_id, seq),
	FOREIGN KEY(attempt_id) REFERENCES attempt (id)
);
CREATE TABLE attempt_question (
	attempt_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	item_id VARCHAR(80) NOT NULL,
	revision VARCHAR(16) NOT NULL,
	area VARCHAR(60) NOT NULL,
	topic VARCHAR(60) NOT NULL,
	segment INTEGER NOT NULL,
	scored INTEGER NOT NULL,
	option_order VARCHAR(40) NOT NULL,
	seen_before INTEGER NOT NULL,
	PRIMARY KEY (attempt_id, position),
	FOREIGN KEY(attempt_id) REFERENCES attempt (id),
	FOREIGN KEY(item_id) REFERENCES item (id)
);
CREATE TABLE item_state (
	item_id VARCHAR(80) NOT NULL,
	shown INTEGER NOT NULL,
	last_shown_ms BIGINT NOT NULL,
	answered INTEGER NOT NULL,
	correct INTEGER NOT NULL,
	last_answered_ms BIGINT NOT NULL,
	last_correct INTEGER NOT NULL,
	last_confidence VARCHAR(8),
	missed INTEGER NOT NULL,
	right_day INTEGER NOT NULL,
	sure_wrong INTEGER NOT NULL,
	PRIMARY KEY (item_id),
	FOREIGN KEY(item_id) REFERENCES item (id)
);
CREATE INDEX ix_item_state_missed ON item_state (missed);
CREATE INDEX ix_item_state_sure_wrong ON item_state (sure_wrong);
CREATE TABLE mark (
	item_id VARCHAR(80) NOT NULL,
	flagged INTEGER NOT NULL,
	suspended INTEGER NOT NULL,
	note TEXT NOT NULL,
	changed_at_ms BIGINT NOT NULL,
	PRIMARY KEY (item_id),
	FOREIGN KEY(item_id) REFERENCES item (id)
);
CREATE TABLE report (
	id INTEGER NOT NULL,
	item_id VARCHAR(80) NOT NULL,
	revision VARCHAR(16) NOT NULL,
	text TEXT NOT NULL,
	made_at_ms BIGINT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(item_id) REFERENCES item (id)
);
CREATE TABLE showing (
	id INTEGER NOT NULL,
	item_id VARCHAR(80) NOT NULL,
	revision VARCHAR(16) NOT NULL,
	attempt_id INTEGER,
	shown_at_ms BIGINT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(attempt_id) REFERENCES attempt (id),
	FOREIGN KEY(item_id) REFERENCES item (id)
);
INSERT INTO alembic_version VALUES ('0001');
