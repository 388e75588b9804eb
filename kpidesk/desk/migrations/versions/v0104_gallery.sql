PRAGMA legacy_alter_table = ON;
ALTER TABLE gallery RENAME TO old_gallery;
DROP INDEX ix_gallery_back_scale;
DROP INDEX ix_gallery_understand_scale;
CREATE TABLE gallery (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	place TEXT NOT NULL,
	opens TEXT,
	closes TEXT,
	purpose TEXT NOT NULL,
	team TEXT NOT NULL,
	hosts TEXT NOT NULL,
	how TEXT NOT NULL,
	otherwise TEXT NOT NULL,
	host_notes TEXT NOT NULL,
	invited INTEGER,
	visitors INTEGER,
	names INTEGER NOT NULL,
	rated INTEGER NOT NULL,
	tally_at_door INTEGER NOT NULL,
	understand_scale TEXT,
	back_scale TEXT,
	wishes TEXT NOT NULL,
	times TEXT NOT NULL,
	heard TEXT NOT NULL,
	decides_on TEXT,
	told_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(understand_scale) REFERENCES rating_scale (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(back_scale) REFERENCES rating_scale (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_gallery_back_scale ON gallery (back_scale);
CREATE INDEX ix_gallery_understand_scale ON gallery (understand_scale);
INSERT INTO gallery (id, name, place, opens, closes, purpose, team, hosts, how, otherwise, host_notes, invited, visitors, names, rated, tally_at_door, understand_scale, back_scale, wishes, times, heard, decides_on, told_on)
SELECT id, name, place, opens, closes, '', '', '[]', '[]', '', '', invited, visitors, 0, EXISTS (SELECT 1 FROM note JOIN poster ON poster.id = note.poster WHERE poster.gallery = old_gallery.id AND (note.understand IS NOT NULL OR note.back IS NOT NULL)), 0, understand_scale, back_scale, '[]', '[]', '', NULL, NULL FROM old_gallery;
DROP TABLE old_gallery;
ALTER TABLE poster RENAME TO old_poster;
DROP INDEX ix_poster_measure;
DROP INDEX ix_poster_map;
DROP INDEX ix_poster_gallery;
CREATE TABLE poster (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	gallery TEXT NOT NULL,
	kind TEXT NOT NULL,
	measure TEXT,
	map TEXT,
	goal TEXT,
	told TEXT,
	place FLOAT NOT NULL,
	title TEXT NOT NULL,
	questions TEXT NOT NULL,
	tentative TEXT NOT NULL,
	paper TEXT NOT NULL,
	turned TEXT,
	language TEXT NOT NULL,
	hidden TEXT NOT NULL,
	zones TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_poster_code UNIQUE (code),
	FOREIGN KEY(gallery) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(map) REFERENCES map (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(goal) REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(told) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_poster_gallery ON poster (gallery);
CREATE INDEX ix_poster_goal ON poster (goal);
CREATE INDEX ix_poster_map ON poster (map);
CREATE INDEX ix_poster_measure ON poster (measure);
CREATE INDEX ix_poster_told ON poster (told);
INSERT INTO poster (id, code, gallery, kind, measure, map, goal, told, place, title, questions, tentative, paper, turned, language, hidden, zones, version)
SELECT id, code, gallery, CASE WHEN kind = 'measure' AND measure IS NULL THEN 'own' ELSE kind END, measure, map, NULL, NULL, 0.0, '', questions, tentative, '', NULL, '', '[]', '[]', version FROM old_poster;
DROP TABLE old_poster;
ALTER TABLE note RENAME TO old_note;
DROP INDEX ix_note_poster;
DROP INDEX ix_note_group;
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
	dots INTEGER NOT NULL,
	colour TEXT,
	writer TEXT NOT NULL,
	unclear INTEGER NOT NULL,
	on_behalf INTEGER NOT NULL,
	moscow TEXT,
	horizon TEXT,
	discussed INTEGER NOT NULL,
	decision TEXT,
	reason TEXT NOT NULL,
	decided_on TEXT,
	told_on TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_note_code UNIQUE (code),
	FOREIGN KEY(poster) REFERENCES poster (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY("group") REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_note_group ON note ("group");
CREATE INDEX ix_note_poster ON note (poster);
INSERT INTO note (id, code, poster, text, kind, "group", language, understand, back, support, dots, colour, writer, unclear, on_behalf, moscow, horizon, discussed, decision, reason, decided_on, told_on)
SELECT id, code, poster, text, kind, "group", language, understand, back, support, 0, NULL, '', 0, on_behalf, moscow, horizon, 0, decision, reason, NULL, NULL FROM old_note;
DROP TABLE old_note;
PRAGMA legacy_alter_table = OFF;
CREATE TABLE consequence (
	id TEXT NOT NULL,
	note TEXT NOT NULL,
	record TEXT NOT NULL,
	change TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_consequence_note_record UNIQUE (note, record),
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_consequence_note ON consequence (note);
CREATE INDEX ix_consequence_record ON consequence (record);
CREATE TABLE cluster (
	id TEXT NOT NULL,
	gallery TEXT NOT NULL,
	name TEXT NOT NULL,
	place FLOAT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(gallery) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_cluster_gallery ON cluster (gallery);
CREATE TABLE membership (
	id TEXT NOT NULL,
	cluster TEXT NOT NULL,
	note TEXT NOT NULL,
	place FLOAT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_membership_cluster_note UNIQUE (cluster, note),
	FOREIGN KEY(cluster) REFERENCES cluster (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_membership_cluster ON membership (cluster);
CREATE INDEX ix_membership_note ON membership (note);
CREATE TABLE photo (
	id TEXT NOT NULL,
	gallery TEXT NOT NULL,
	poster TEXT,
	name TEXT NOT NULL,
	taken TEXT,
	image TEXT NOT NULL,
	straight TEXT,
	corners TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(gallery) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(poster) REFERENCES poster (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(image) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(straight) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_photo_gallery ON photo (gallery);
CREATE INDEX ix_photo_image ON photo (image);
CREATE INDEX ix_photo_poster ON photo (poster);
CREATE INDEX ix_photo_straight ON photo (straight);
CREATE TABLE crop (
	id TEXT NOT NULL,
	photo TEXT NOT NULL,
	note TEXT,
	image TEXT NOT NULL,
	seen TEXT NOT NULL,
	x FLOAT NOT NULL,
	y FLOAT NOT NULL,
	wide FLOAT NOT NULL,
	tall FLOAT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(photo) REFERENCES photo (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(image) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_crop_image ON crop (image);
CREATE INDEX ix_crop_note ON crop (note);
CREATE INDEX ix_crop_photo ON crop (photo);
CREATE TABLE invitation (
	id TEXT NOT NULL,
	gallery TEXT NOT NULL,
	name TEXT NOT NULL,
	"group" TEXT,
	person TEXT,
	people INTEGER NOT NULL,
	contact TEXT NOT NULL,
	why TEXT NOT NULL,
	channel TEXT,
	stance TEXT,
	variant TEXT NOT NULL,
	language TEXT NOT NULL,
	invited_on TEXT,
	came TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(gallery) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY("group") REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_invitation_gallery ON invitation (gallery);
CREATE INDEX ix_invitation_group ON invitation ("group");
CREATE INDEX ix_invitation_person ON invitation (person);
CREATE TABLE invitation_text (
	id TEXT NOT NULL,
	gallery TEXT NOT NULL,
	variant TEXT NOT NULL,
	language TEXT NOT NULL,
	subject TEXT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_invitation_text_gallery_variant_language UNIQUE (gallery, variant, language),
	FOREIGN KEY(gallery) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_invitation_text_gallery ON invitation_text (gallery);
CREATE TABLE wall (
	id TEXT NOT NULL,
	gallery TEXT NOT NULL,
	name TEXT NOT NULL,
	length FLOAT NOT NULL,
	place FLOAT NOT NULL,
	x FLOAT NOT NULL,
	y FLOAT NOT NULL,
	to_x FLOAT NOT NULL,
	to_y FLOAT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(gallery) REFERENCES gallery (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_wall_gallery ON wall (gallery);
CREATE TABLE hanging (
	id TEXT NOT NULL,
	poster TEXT NOT NULL,
	wall TEXT NOT NULL,
	at FLOAT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_hanging_poster UNIQUE (poster),
	FOREIGN KEY(poster) REFERENCES poster (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(wall) REFERENCES wall (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_hanging_poster ON hanging (poster);
CREATE INDEX ix_hanging_wall ON hanging (wall);
CREATE TABLE printout (
	id TEXT NOT NULL,
	poster TEXT NOT NULL,
	printed_at TEXT NOT NULL,
	edit INTEGER NOT NULL,
	digest TEXT NOT NULL,
	paper TEXT NOT NULL,
	tile TEXT NOT NULL,
	sheets TEXT NOT NULL,
	printer TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(poster) REFERENCES poster (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_printout_poster ON printout (poster);
