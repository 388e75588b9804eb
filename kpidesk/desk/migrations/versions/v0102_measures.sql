PRAGMA legacy_alter_table = ON;
ALTER TABLE measure RENAME TO old_measure;
DROP INDEX ix_measure_owner;
DROP INDEX ix_measure_result;
CREATE TABLE measure (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	result TEXT,
	description TEXT NOT NULL,
	intent TEXT NOT NULL,
	used_for TEXT NOT NULL,
	not_used_for TEXT NOT NULL,
	status TEXT NOT NULL,
	statistic TEXT,
	item TEXT NOT NULL,
	scope TEXT NOT NULL,
	formula TEXT NOT NULL,
	inclusions TEXT NOT NULL,
	exclusions TEXT NOT NULL,
	segments TEXT NOT NULL,
	assumptions TEXT NOT NULL,
	flaws TEXT NOT NULL,
	availability TEXT,
	calculation TEXT NOT NULL,
	denominator TEXT,
	per FLOAT NOT NULL,
	period_type TEXT NOT NULL,
	unit TEXT NOT NULL,
	decimals INTEGER NOT NULL,
	lower_bound FLOAT,
	upper_bound FLOAT,
	direction TEXT NOT NULL,
	quadrant TEXT,
	effort_hours FLOAT,
	owner TEXT,
	custodian TEXT,
	calculator TEXT,
	reporter TEXT,
	audience TEXT NOT NULL,
	access TEXT NOT NULL,
	reported_every TEXT,
	lag_days INTEGER,
	chart TEXT NOT NULL,
	comparison TEXT NOT NULL,
	watch_for TEXT NOT NULL,
	live_since TEXT,
	review_on TEXT,
	review_milestone TEXT,
	not_before TEXT,
	pilot INTEGER NOT NULL,
	retrospective TEXT NOT NULL,
	retired_reason TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_measure_code UNIQUE (code),
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(denominator) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(custodian) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(calculator) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(reporter) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(review_milestone) REFERENCES milestone (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_measure_result ON measure (result);
CREATE INDEX ix_measure_denominator ON measure (denominator);
CREATE INDEX ix_measure_owner ON measure (owner);
CREATE INDEX ix_measure_custodian ON measure (custodian);
CREATE INDEX ix_measure_calculator ON measure (calculator);
CREATE INDEX ix_measure_reporter ON measure (reporter);
CREATE INDEX ix_measure_review_milestone ON measure (review_milestone);
INSERT INTO measure (id, code, name, result, description, intent, used_for, not_used_for, status, statistic, item, scope, formula, inclusions, exclusions, segments, assumptions, flaws, availability, calculation, denominator, per, period_type, unit, decimals, lower_bound, upper_bound, direction, quadrant, effort_hours, owner, custodian, calculator, reporter, audience, access, reported_every, lag_days, chart, comparison, watch_for, live_since, review_on, review_milestone, not_before, pilot, retrospective, retired_reason)
SELECT id, code, name, result, description, intent, used_for, not_used_for, status, statistic, item, scope, formula, '', '', '[]', '', '', NULL, 'typed', NULL, 1.0, period_type, unit, decimals, lower_bound, upper_bound, direction, quadrant, effort_hours, owner, NULL, NULL, NULL, '', '', NULL, NULL, 'xmr', '', '', NULL, NULL, NULL, NULL, 0, '', '' FROM old_measure;
ALTER TABLE value RENAME TO old_value;
DROP INDEX ix_value_measure;
CREATE TABLE value (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	period TEXT NOT NULL,
	period_type TEXT NOT NULL,
	number FLOAT,
	cases INTEGER,
	status TEXT NOT NULL,
	source TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_value_measure_period UNIQUE (measure, period),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_value_measure ON value (measure);
INSERT INTO value (id, measure, period, period_type, number, cases, status, source, reason)
SELECT id, measure, period, period_type, number, cases, status, source, '' FROM old_value;
DROP TABLE old_value;
ALTER TABLE organisation RENAME TO old_organisation;
DROP INDEX ix_organisation_logo;
CREATE TABLE organisation (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	purpose TEXT NOT NULL,
	logo TEXT,
	colour TEXT NOT NULL,
	languages TEXT NOT NULL,
	period_type TEXT NOT NULL,
	run_rule TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(logo) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_organisation_logo ON organisation (logo);
INSERT INTO organisation (id, name, purpose, logo, colour, languages, period_type, run_rule)
SELECT id, name, purpose, logo, colour, languages, period_type, '8' FROM old_organisation;
DROP TABLE old_organisation;
ALTER TABLE commitment RENAME TO old_commitment;
DROP INDEX ix_commitment_note;
DROP INDEX ix_commitment_partner;
CREATE TABLE commitment (
	id TEXT NOT NULL,
	what TEXT NOT NULL,
	who TEXT NOT NULL,
	with_whom TEXT NOT NULL,
	by_when TEXT,
	status TEXT NOT NULL,
	partner TEXT,
	note TEXT,
	measure TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_commitment_partner ON commitment (partner);
CREATE INDEX ix_commitment_note ON commitment (note);
CREATE INDEX ix_commitment_measure ON commitment (measure);
INSERT INTO commitment (id, what, who, with_whom, by_when, status, partner, note, measure)
SELECT id, what, who, with_whom, by_when, status, partner, note, NULL FROM old_commitment;
DROP TABLE old_commitment;
PRAGMA legacy_alter_table = OFF;
CREATE TABLE milestone (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	"on" TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE data_item (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	meaning TEXT NOT NULL,
	kind TEXT NOT NULL,
	source TEXT NOT NULL,
	keeper TEXT,
	refreshed TEXT,
	quality TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_data_item_name UNIQUE (name),
	FOREIGN KEY(keeper) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_data_item_keeper ON data_item (keeper);
CREATE TABLE item_use (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	item TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_item_use_measure_item UNIQUE (measure, item),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(item) REFERENCES data_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_item_use_measure ON item_use (measure);
CREATE INDEX ix_item_use_item ON item_use (item);
CREATE TABLE response_rule (
	id TEXT NOT NULL,
	measure TEXT,
	signal TEXT,
	way TEXT NOT NULL,
	told TEXT,
	within INTEGER NOT NULL,
	response TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(told) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_response_rule_measure ON response_rule (measure);
CREATE INDEX ix_response_rule_told ON response_rule (told);
CREATE TABLE variant (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	"where" TEXT NOT NULL,
	scope TEXT NOT NULL,
	formula TEXT NOT NULL,
	source TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_variant_measure ON variant (measure);
CREATE TABLE component (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	part TEXT NOT NULL,
	weight FLOAT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_component_measure_part UNIQUE (measure, part),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(part) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_component_measure ON component (measure);
CREATE INDEX ix_component_part ON component (part);
CREATE TABLE forum (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	every TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE forum_measure (
	id TEXT NOT NULL,
	forum TEXT NOT NULL,
	measure TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_forum_measure_forum_measure UNIQUE (forum, measure),
	FOREIGN KEY(forum) REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_forum_measure_forum ON forum_measure (forum);
CREATE INDEX ix_forum_measure_measure ON forum_measure (measure);
CREATE TABLE design (
	id TEXT NOT NULL,
	result TEXT NOT NULL,
	control TEXT NOT NULL,
	hopes TEXT NOT NULL,
	best INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_design_result UNIQUE (result),
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_design_result ON design (result);
CREATE TABLE observation (
	id TEXT NOT NULL,
	design TEXT NOT NULL,
	text TEXT NOT NULL,
	sense TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(design) REFERENCES design (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_observation_design ON observation (design);
CREATE TABLE candidate (
	id TEXT NOT NULL,
	design TEXT NOT NULL,
	wording TEXT NOT NULL,
	lead INTEGER NOT NULL,
	decision TEXT,
	reason TEXT NOT NULL,
	measure TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(design) REFERENCES design (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_candidate_design ON candidate (design);
CREATE INDEX ix_candidate_measure ON candidate (measure);
CREATE TABLE derivation (
	id TEXT NOT NULL,
	candidate TEXT NOT NULL,
	observation TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_derivation_candidate_observation UNIQUE (candidate, observation),
	FOREIGN KEY(candidate) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(observation) REFERENCES observation (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_derivation_candidate ON derivation (candidate);
CREATE INDEX ix_derivation_observation ON derivation (observation);
CREATE TABLE acknowledgement (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	rule TEXT NOT NULL,
	side TEXT NOT NULL,
	first TEXT NOT NULL,
	last TEXT NOT NULL,
	verdict TEXT,
	cause TEXT NOT NULL,
	response TEXT NOT NULL,
	"by" TEXT NOT NULL,
	"on" TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_acknowledgement_measure_rule_side_first UNIQUE (measure, rule, side, first),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_acknowledgement_measure ON acknowledgement (measure);
CREATE TABLE cause (
	id TEXT NOT NULL,
	acknowledgement TEXT NOT NULL,
	text TEXT NOT NULL,
	answers TEXT,
	kind TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(acknowledgement) REFERENCES acknowledgement (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(answers) REFERENCES cause (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_cause_acknowledgement ON cause (acknowledgement);
CREATE INDEX ix_cause_answers ON cause (answers);
CREATE TABLE import_layout (
	id TEXT NOT NULL,
	headings TEXT NOT NULL,
	columns TEXT NOT NULL,
	across INTEGER NOT NULL,
	delimiter TEXT NOT NULL,
	encoding TEXT NOT NULL,
	decimal TEXT NOT NULL,
	date_order TEXT NOT NULL,
	percent INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_import_layout_headings UNIQUE (headings)
);
CREATE TABLE factor (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	text TEXT NOT NULL,
	pull TEXT NOT NULL,
	rank INTEGER,
	root TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_factor_measure ON factor (measure);
CREATE TABLE helper (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	name TEXT NOT NULL,
	part TEXT NOT NULL,
	partner TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_helper_measure ON helper (measure);
CREATE INDEX ix_helper_partner ON helper (partner);
CREATE TABLE idea (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	text TEXT NOT NULL,
	no_cost INTEGER NOT NULL,
	wild INTEGER NOT NULL,
	commitment TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(commitment) REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_idea_measure ON idea (measure);
CREATE INDEX ix_idea_commitment ON idea (commitment);
CREATE TABLE existing_measure (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	description TEXT NOT NULL,
	formula TEXT NOT NULL,
	result TEXT NOT NULL,
	owner TEXT NOT NULL,
	source TEXT NOT NULL,
	report TEXT NOT NULL,
	hours FLOAT,
	last_used TEXT,
	fate TEXT,
	reason TEXT NOT NULL,
	"into" TEXT,
	measure TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_existing_measure_code UNIQUE (code),
	FOREIGN KEY("into") REFERENCES existing_measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_existing_measure_into ON existing_measure ("into");
CREATE INDEX ix_existing_measure_measure ON existing_measure (measure);
CREATE TABLE ballot (
	id TEXT NOT NULL,
	about TEXT NOT NULL,
	title TEXT NOT NULL,
	criteria TEXT NOT NULL,
	best INTEGER NOT NULL,
	voters INTEGER,
	opened_on TEXT,
	revealed_on TEXT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_ballot_about ON ballot (about);
CREATE TABLE rating (
	id TEXT NOT NULL,
	item TEXT NOT NULL,
	criterion TEXT NOT NULL,
	rater TEXT NOT NULL,
	number INTEGER NOT NULL,
	ballot TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_rating_item_criterion_rater UNIQUE (item, criterion, rater),
	FOREIGN KEY(ballot) REFERENCES ballot (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_rating_item ON rating (item);
CREATE INDEX ix_rating_ballot ON rating (ballot);
CREATE TABLE ballot_paper (
	id TEXT NOT NULL,
	ballot TEXT NOT NULL,
	numbers TEXT NOT NULL,
	PRIMARY KEY (id)
) WITHOUT ROWID;
