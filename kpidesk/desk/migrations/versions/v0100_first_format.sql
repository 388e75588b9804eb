CREATE TABLE person (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	unit TEXT NOT NULL,
	languages TEXT NOT NULL,
	consent INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE "group" (
	id TEXT NOT NULL,
	"key" TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_group_key UNIQUE ("key")
);
CREATE TABLE ring (
	id TEXT NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	reach TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_ring_position UNIQUE (position)
);
CREATE TABLE link_kind (
	id TEXT NOT NULL,
	"key" TEXT NOT NULL,
	name TEXT NOT NULL,
	meaning TEXT NOT NULL,
	role TEXT NOT NULL,
	directed INTEGER NOT NULL,
	pattern TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_link_kind_key UNIQUE ("key")
);
CREATE TABLE rating_scale (
	id TEXT NOT NULL,
	"key" TEXT NOT NULL,
	question TEXT NOT NULL,
	low INTEGER NOT NULL,
	high INTEGER NOT NULL,
	low_word TEXT NOT NULL,
	high_word TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_rating_scale_key UNIQUE ("key")
);
CREATE TABLE goal (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	text TEXT NOT NULL,
	source TEXT NOT NULL,
	owner TEXT NOT NULL,
	outcome TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_goal_code UNIQUE (code)
);
CREATE TABLE map (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	subtitle TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE translation (
	id TEXT NOT NULL,
	record TEXT NOT NULL,
	field TEXT NOT NULL,
	language TEXT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_translation_record_field_language UNIQUE (record, field, language)
);
CREATE INDEX ix_translation_record ON translation (record);
CREATE TABLE attachment (
	id TEXT NOT NULL,
	digest TEXT NOT NULL,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_attachment_digest UNIQUE (digest)
);
CREATE TABLE journal_edit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	step INTEGER NOT NULL,
	label TEXT NOT NULL,
	who TEXT NOT NULL,
	at TEXT NOT NULL,
	typing TEXT,
	format INTEGER NOT NULL
);
CREATE TABLE code (
	prefix TEXT NOT NULL,
	last INTEGER NOT NULL,
	PRIMARY KEY (prefix)
);
CREATE TABLE about (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
);
CREATE TABLE organisation (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	purpose TEXT NOT NULL,
	logo TEXT,
	colour TEXT NOT NULL,
	languages TEXT NOT NULL,
	period_type TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(logo) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_organisation_logo ON organisation (logo);
CREATE TABLE result (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	statement TEXT NOT NULL,
	ring TEXT NOT NULL,
	owner TEXT NOT NULL,
	audience TEXT NOT NULL,
	area TEXT NOT NULL,
	status TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_result_code UNIQUE (code),
	FOREIGN KEY(ring) REFERENCES ring (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_result_ring ON result (ring);
CREATE TABLE gallery (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	place TEXT NOT NULL,
	opens TEXT,
	closes TEXT,
	invited INTEGER,
	visitors INTEGER,
	understand_scale TEXT,
	back_scale TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(understand_scale) REFERENCES rating_scale (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(back_scale) REFERENCES rating_scale (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_gallery_back_scale ON gallery (back_scale);
CREATE INDEX ix_gallery_understand_scale ON gallery (understand_scale);
CREATE TABLE journal_change (
	edit INTEGER NOT NULL,
	record TEXT NOT NULL,
	type TEXT NOT NULL,
	"before" BLOB,
	"after" BLOB,
	PRIMARY KEY (edit, record),
	FOREIGN KEY(edit) REFERENCES journal_edit (id)
);
CREATE INDEX ix_journal_change_record ON journal_change (record);
CREATE TABLE trace (
	id TEXT NOT NULL,
	goal TEXT NOT NULL,
	result TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_trace_goal_result UNIQUE (goal, result),
	FOREIGN KEY(goal) REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_trace_goal ON trace (goal);
CREATE INDEX ix_trace_result ON trace (result);
CREATE TABLE placement (
	id TEXT NOT NULL,
	map TEXT NOT NULL,
	result TEXT NOT NULL,
	layout TEXT NOT NULL,
	x FLOAT,
	y FLOAT,
	pinned INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_placement_map_result_layout UNIQUE (map, result, layout),
	FOREIGN KEY(map) REFERENCES map (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_placement_result ON placement (result);
CREATE INDEX ix_placement_map ON placement (map);
CREATE TABLE link (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	source TEXT NOT NULL,
	target TEXT NOT NULL,
	kind TEXT NOT NULL,
	confidence TEXT,
	lag_months INTEGER,
	rationale TEXT NOT NULL,
	status TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_link_code UNIQUE (code),
	CONSTRAINT unique_link_source_target_kind UNIQUE (source, target, kind),
	FOREIGN KEY(source) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(target) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(kind) REFERENCES link_kind (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_link_kind ON link (kind);
CREATE INDEX ix_link_target ON link (target);
CREATE INDEX ix_link_source ON link (source);
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
	data_items TEXT NOT NULL,
	period_type TEXT NOT NULL,
	unit TEXT NOT NULL,
	decimals INTEGER NOT NULL,
	lower_bound FLOAT,
	upper_bound FLOAT,
	direction TEXT NOT NULL,
	quadrant TEXT,
	effort_hours FLOAT,
	owner TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_measure_code UNIQUE (code),
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_measure_owner ON measure (owner);
CREATE INDEX ix_measure_result ON measure (result);
CREATE TABLE target (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	kind TEXT NOT NULL,
	low FLOAT,
	high FLOAT,
	"by" TEXT,
	by_period TEXT NOT NULL,
	every TEXT,
	wording TEXT NOT NULL,
	set_by TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_target_measure ON target (measure);
CREATE TABLE value (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	period TEXT NOT NULL,
	period_type TEXT NOT NULL,
	number FLOAT,
	cases INTEGER,
	status TEXT NOT NULL,
	source TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_value_measure_period UNIQUE (measure, period),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_value_measure ON value (measure);
CREATE TABLE annotation (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	period TEXT NOT NULL,
	until TEXT,
	text TEXT NOT NULL,
	kind TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_annotation_measure ON annotation (measure);
CREATE TABLE baseline (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	start TEXT NOT NULL,
	periods INTEGER NOT NULL,
	excluded TEXT NOT NULL,
	mode TEXT NOT NULL,
	reason TEXT NOT NULL,
	"by" TEXT NOT NULL,
	decided_on TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_baseline_measure_start UNIQUE (measure, start),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_baseline_measure ON baseline (measure);
CREATE TABLE forecast (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	period TEXT NOT NULL,
	period_type TEXT NOT NULL,
	number FLOAT NOT NULL,
	"by" TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_forecast_measure_period UNIQUE (measure, period),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_forecast_measure ON forecast (measure);
CREATE TABLE centre (
	id TEXT NOT NULL,
	result TEXT NOT NULL,
	indicator TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_centre_result UNIQUE (result),
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(indicator) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_centre_indicator ON centre (indicator);
CREATE INDEX ix_centre_result ON centre (result);
CREATE TABLE poster (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	gallery TEXT NOT NULL,
	kind TEXT NOT NULL,
	measure TEXT,
	map TEXT,
	questions TEXT NOT NULL,
	tentative TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_poster_code UNIQUE (code),
	FOREIGN KEY(gallery) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(map) REFERENCES map (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_poster_measure ON poster (measure);
CREATE INDEX ix_poster_map ON poster (map);
CREATE INDEX ix_poster_gallery ON poster (gallery);
CREATE TABLE partner (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	centre TEXT NOT NULL,
	contact TEXT NOT NULL,
	reach TEXT NOT NULL,
	standing TEXT NOT NULL,
	critical INTEGER NOT NULL,
	contribution TEXT NOT NULL,
	strategy TEXT NOT NULL,
	why_not TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_partner_code UNIQUE (code),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_partner_centre ON partner (centre);
CREATE TABLE note (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	poster TEXT NOT NULL,
	text TEXT NOT NULL,
	kind TEXT,
	"group" TEXT,
	language TEXT NOT NULL,
	understand INTEGER,
	back INTEGER,
	support INTEGER NOT NULL,
	on_behalf INTEGER NOT NULL,
	moscow TEXT,
	horizon TEXT,
	decision TEXT,
	reason TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_note_code UNIQUE (code),
	FOREIGN KEY(poster) REFERENCES poster (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY("group") REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_note_poster ON note (poster);
CREATE INDEX ix_note_group ON note ("group");
CREATE TABLE driving_measure (
	id TEXT NOT NULL,
	partner TEXT NOT NULL,
	name TEXT NOT NULL,
	measure TEXT,
	evidence TEXT NOT NULL,
	source TEXT NOT NULL,
	noted_on TEXT,
	confirmed_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_driving_measure_partner ON driving_measure (partner);
CREATE INDEX ix_driving_measure_measure ON driving_measure (measure);
CREATE TABLE partner_share (
	id TEXT NOT NULL,
	measure TEXT NOT NULL,
	partner TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_partner_share_measure_partner UNIQUE (measure, partner),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_partner_share_measure ON partner_share (measure);
CREATE INDEX ix_partner_share_partner ON partner_share (partner);
CREATE TABLE commitment (
	id TEXT NOT NULL,
	what TEXT NOT NULL,
	who TEXT NOT NULL,
	with_whom TEXT NOT NULL,
	by_when TEXT,
	status TEXT NOT NULL,
	partner TEXT,
	note TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_commitment_partner ON commitment (partner);
CREATE INDEX ix_commitment_note ON commitment (note);
CREATE TABLE alignment (
	id TEXT NOT NULL,
	driving_measure TEXT NOT NULL,
	partner TEXT NOT NULL,
	why TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_alignment_driving_measure_partner UNIQUE (driving_measure, partner),
	FOREIGN KEY(driving_measure) REFERENCES driving_measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_alignment_driving_measure ON alignment (driving_measure);
CREATE INDEX ix_alignment_partner ON alignment (partner);
