BEGIN;
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-28 05:00:33.848410');
INSERT INTO "django_migrations" VALUES(2,'auth','0001_initial','2026-11-28 05:00:33.897524');
INSERT INTO "django_migrations" VALUES(3,'admin','0001_initial','2026-11-28 05:00:33.920730');
INSERT INTO "django_migrations" VALUES(4,'admin','0002_logentry_remove_auto_add','2026-11-28 05:00:33.932405');
INSERT INTO "django_migrations" VALUES(5,'admin','0003_logentry_add_action_flag_choices','2026-11-28 05:00:33.941567');
INSERT INTO "django_migrations" VALUES(6,'sources','0001_initial','2026-11-28 05:00:33.967429');
INSERT INTO "django_migrations" VALUES(7,'publishing','0001_initial','2026-11-28 05:00:34.914974');
INSERT INTO "django_migrations" VALUES(8,'conditions','0001_initial','2026-11-28 05:00:37.764212');
INSERT INTO "django_migrations" VALUES(9,'articles','0001_initial','2026-11-28 05:00:37.986282');
INSERT INTO "django_migrations" VALUES(10,'contenttypes','0002_remove_content_type_name','2026-11-28 05:00:38.101066');
INSERT INTO "django_migrations" VALUES(11,'auth','0002_alter_permission_name_max_length','2026-11-28 05:00:38.185990');
INSERT INTO "django_migrations" VALUES(12,'auth','0003_alter_user_email_max_length','2026-11-28 05:00:38.235405');
INSERT INTO "django_migrations" VALUES(13,'auth','0004_alter_user_username_opts','2026-11-28 05:00:38.278133');
INSERT INTO "django_migrations" VALUES(14,'auth','0005_alter_user_last_login_null','2026-11-28 05:00:38.336501');
INSERT INTO "django_migrations" VALUES(15,'auth','0006_require_contenttypes_0002','2026-11-28 05:00:38.350653');
INSERT INTO "django_migrations" VALUES(16,'auth','0007_alter_validators_add_error_messages','2026-11-28 05:00:38.391964');
INSERT INTO "django_migrations" VALUES(17,'auth','0008_alter_user_username_max_length','2026-11-28 05:00:38.453125');
INSERT INTO "django_migrations" VALUES(18,'auth','0009_alter_user_last_name_max_length','2026-11-28 05:00:38.526044');
INSERT INTO "django_migrations" VALUES(19,'auth','0010_alter_group_name_max_length','2026-11-28 05:00:38.630640');
INSERT INTO "django_migrations" VALUES(20,'auth','0011_update_proxy_permissions','2026-11-28 05:00:39.086054');
INSERT INTO "django_migrations" VALUES(21,'auth','0012_alter_user_first_name_max_length','2026-11-28 05:00:39.131195');
INSERT INTO "django_migrations" VALUES(22,'axes','0001_initial','2026-11-28 05:00:39.140420');
INSERT INTO "django_migrations" VALUES(23,'axes','0002_auto_20151217_2044','2026-11-28 05:00:39.244528');
INSERT INTO "django_migrations" VALUES(24,'axes','0003_auto_20160322_0929','2026-11-28 05:00:39.276691');
INSERT INTO "django_migrations" VALUES(25,'axes','0004_auto_20181024_1538','2026-11-28 05:00:39.320483');
INSERT INTO "django_migrations" VALUES(26,'axes','0005_remove_accessattempt_trusted','2026-11-28 05:00:39.336385');
INSERT INTO "django_migrations" VALUES(27,'axes','0006_remove_accesslog_trusted','2026-11-28 05:00:39.349128');
INSERT INTO "django_migrations" VALUES(28,'axes','0007_alter_accessattempt_unique_together','2026-11-28 05:00:39.401418');
INSERT INTO "django_migrations" VALUES(29,'axes','0008_accessfailurelog','2026-11-28 05:00:39.419648');
INSERT INTO "django_migrations" VALUES(30,'axes','0009_add_session_hash','2026-11-28 05:00:39.437420');
INSERT INTO "django_migrations" VALUES(31,'axes','0010_accessattemptexpiration','2026-11-28 05:00:39.453469');
INSERT INTO "django_migrations" VALUES(32,'otp_static','0001_initial','2026-11-28 05:00:39.582201');
INSERT INTO "django_migrations" VALUES(33,'otp_static','0002_throttling','2026-11-28 05:00:39.668764');
INSERT INTO "django_migrations" VALUES(34,'otp_static','0003_add_timestamps','2026-11-28 05:00:39.773696');
INSERT INTO "django_migrations" VALUES(35,'otp_totp','0001_initial','2026-11-28 05:00:39.839444');
INSERT INTO "django_migrations" VALUES(36,'otp_totp','0002_auto_20190420_0723','2026-11-28 05:00:39.913572');
INSERT INTO "django_migrations" VALUES(37,'otp_totp','0003_add_timestamps','2026-11-28 05:00:40.028854');
INSERT INTO "django_migrations" VALUES(38,'publishing','0002_search_table','2026-11-28 05:00:40.123719');
INSERT INTO "django_migrations" VALUES(39,'sessions','0001_initial','2026-11-28 05:00:40.142205');
INSERT INTO "django_migrations" VALUES(40,'taggit','0001_initial','2026-11-28 05:00:40.224387');
INSERT INTO "django_migrations" VALUES(41,'taggit','0002_auto_20150616_2121','2026-11-28 05:00:40.241908');
INSERT INTO "django_migrations" VALUES(42,'taggit','0003_taggeditem_add_unique_index','2026-11-28 05:00:40.261480');
INSERT INTO "django_migrations" VALUES(43,'taggit','0004_alter_taggeditem_content_type_alter_taggeditem_tag','2026-11-28 05:00:40.785500');
INSERT INTO "django_migrations" VALUES(44,'taggit','0005_auto_20220424_2025','2026-11-28 05:00:40.821699');
INSERT INTO "django_migrations" VALUES(45,'taggit','0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx','2026-11-28 05:00:40.887845');
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_group_permissions" VALUES(1,1,1);
INSERT INTO "auth_group_permissions" VALUES(2,1,2);
INSERT INTO "auth_group_permissions" VALUES(3,1,4);
INSERT INTO "auth_group_permissions" VALUES(4,1,5);
INSERT INTO "auth_group_permissions" VALUES(5,1,8);
INSERT INTO "auth_group_permissions" VALUES(6,1,9);
INSERT INTO "auth_group_permissions" VALUES(7,1,14);
INSERT INTO "auth_group_permissions" VALUES(8,1,18);
INSERT INTO "auth_group_permissions" VALUES(9,1,22);
INSERT INTO "auth_group_permissions" VALUES(10,1,23);
INSERT INTO "auth_group_permissions" VALUES(11,1,24);
INSERT INTO "auth_group_permissions" VALUES(12,1,26);
INSERT INTO "auth_group_permissions" VALUES(13,1,27);
INSERT INTO "auth_group_permissions" VALUES(14,1,28);
INSERT INTO "auth_group_permissions" VALUES(15,1,30);
INSERT INTO "auth_group_permissions" VALUES(16,1,31);
INSERT INTO "auth_group_permissions" VALUES(17,1,32);
INSERT INTO "auth_group_permissions" VALUES(18,1,33);
INSERT INTO "auth_group_permissions" VALUES(19,1,34);
INSERT INTO "auth_group_permissions" VALUES(20,1,35);
INSERT INTO "auth_group_permissions" VALUES(21,1,36);
INSERT INTO "auth_group_permissions" VALUES(22,1,37);
INSERT INTO "auth_group_permissions" VALUES(23,1,38);
INSERT INTO "auth_group_permissions" VALUES(24,1,39);
INSERT INTO "auth_group_permissions" VALUES(25,1,40);
INSERT INTO "auth_group_permissions" VALUES(26,1,41);
INSERT INTO "auth_group_permissions" VALUES(27,1,42);
INSERT INTO "auth_group_permissions" VALUES(28,1,43);
INSERT INTO "auth_group_permissions" VALUES(29,1,44);
INSERT INTO "auth_group_permissions" VALUES(30,1,45);
INSERT INTO "auth_group_permissions" VALUES(31,1,46);
INSERT INTO "auth_group_permissions" VALUES(32,1,47);
INSERT INTO "auth_group_permissions" VALUES(33,1,48);
INSERT INTO "auth_group_permissions" VALUES(34,1,49);
INSERT INTO "auth_group_permissions" VALUES(35,1,50);
INSERT INTO "auth_group_permissions" VALUES(36,1,51);
INSERT INTO "auth_group_permissions" VALUES(37,1,52);
INSERT INTO "auth_group_permissions" VALUES(38,1,54);
INSERT INTO "auth_group_permissions" VALUES(39,1,67);
INSERT INTO "auth_group_permissions" VALUES(40,1,68);
INSERT INTO "auth_group_permissions" VALUES(41,1,69);
INSERT INTO "auth_group_permissions" VALUES(42,1,70);
INSERT INTO "auth_group_permissions" VALUES(43,1,71);
INSERT INTO "auth_group_permissions" VALUES(44,1,72);
INSERT INTO "auth_group_permissions" VALUES(45,1,73);
INSERT INTO "auth_group_permissions" VALUES(46,1,74);
INSERT INTO "auth_group_permissions" VALUES(47,1,75);
INSERT INTO "auth_group_permissions" VALUES(48,1,76);
INSERT INTO "auth_group_permissions" VALUES(49,1,77);
INSERT INTO "auth_group_permissions" VALUES(50,1,78);
INSERT INTO "auth_group_permissions" VALUES(51,1,79);
INSERT INTO "auth_group_permissions" VALUES(52,1,80);
INSERT INTO "auth_group_permissions" VALUES(53,1,81);
INSERT INTO "auth_group_permissions" VALUES(54,1,82);
INSERT INTO "auth_group_permissions" VALUES(55,1,83);
INSERT INTO "auth_group_permissions" VALUES(56,1,84);
INSERT INTO "auth_group_permissions" VALUES(57,1,86);
INSERT INTO "auth_group_permissions" VALUES(58,2,1);
INSERT INTO "auth_group_permissions" VALUES(59,2,2);
INSERT INTO "auth_group_permissions" VALUES(60,2,4);
INSERT INTO "auth_group_permissions" VALUES(61,2,5);
INSERT INTO "auth_group_permissions" VALUES(62,2,6);
INSERT INTO "auth_group_permissions" VALUES(63,2,8);
INSERT INTO "auth_group_permissions" VALUES(64,2,9);
INSERT INTO "auth_group_permissions" VALUES(65,2,14);
INSERT INTO "auth_group_permissions" VALUES(66,2,18);
INSERT INTO "auth_group_permissions" VALUES(67,2,22);
INSERT INTO "auth_group_permissions" VALUES(68,2,23);
INSERT INTO "auth_group_permissions" VALUES(69,2,24);
INSERT INTO "auth_group_permissions" VALUES(70,2,26);
INSERT INTO "auth_group_permissions" VALUES(71,2,27);
INSERT INTO "auth_group_permissions" VALUES(72,2,28);
INSERT INTO "auth_group_permissions" VALUES(73,2,30);
INSERT INTO "auth_group_permissions" VALUES(74,2,31);
INSERT INTO "auth_group_permissions" VALUES(75,2,32);
INSERT INTO "auth_group_permissions" VALUES(76,2,33);
INSERT INTO "auth_group_permissions" VALUES(77,2,34);
INSERT INTO "auth_group_permissions" VALUES(78,2,35);
INSERT INTO "auth_group_permissions" VALUES(79,2,36);
INSERT INTO "auth_group_permissions" VALUES(80,2,37);
INSERT INTO "auth_group_permissions" VALUES(81,2,38);
INSERT INTO "auth_group_permissions" VALUES(82,2,39);
INSERT INTO "auth_group_permissions" VALUES(83,2,40);
INSERT INTO "auth_group_permissions" VALUES(84,2,41);
INSERT INTO "auth_group_permissions" VALUES(85,2,42);
INSERT INTO "auth_group_permissions" VALUES(86,2,43);
INSERT INTO "auth_group_permissions" VALUES(87,2,44);
INSERT INTO "auth_group_permissions" VALUES(88,2,45);
INSERT INTO "auth_group_permissions" VALUES(89,2,46);
INSERT INTO "auth_group_permissions" VALUES(90,2,47);
INSERT INTO "auth_group_permissions" VALUES(91,2,48);
INSERT INTO "auth_group_permissions" VALUES(92,2,49);
INSERT INTO "auth_group_permissions" VALUES(93,2,50);
INSERT INTO "auth_group_permissions" VALUES(94,2,51);
INSERT INTO "auth_group_permissions" VALUES(95,2,52);
INSERT INTO "auth_group_permissions" VALUES(96,2,54);
INSERT INTO "auth_group_permissions" VALUES(97,2,67);
INSERT INTO "auth_group_permissions" VALUES(98,2,68);
INSERT INTO "auth_group_permissions" VALUES(99,2,69);
INSERT INTO "auth_group_permissions" VALUES(100,2,70);
INSERT INTO "auth_group_permissions" VALUES(101,2,71);
INSERT INTO "auth_group_permissions" VALUES(102,2,72);
INSERT INTO "auth_group_permissions" VALUES(103,2,73);
INSERT INTO "auth_group_permissions" VALUES(104,2,74);
INSERT INTO "auth_group_permissions" VALUES(105,2,75);
INSERT INTO "auth_group_permissions" VALUES(106,2,76);
INSERT INTO "auth_group_permissions" VALUES(107,2,77);
INSERT INTO "auth_group_permissions" VALUES(108,2,78);
INSERT INTO "auth_group_permissions" VALUES(109,2,79);
INSERT INTO "auth_group_permissions" VALUES(110,2,80);
INSERT INTO "auth_group_permissions" VALUES(111,2,81);
INSERT INTO "auth_group_permissions" VALUES(112,2,82);
INSERT INTO "auth_group_permissions" VALUES(113,2,83);
INSERT INTO "auth_group_permissions" VALUES(114,2,84);
INSERT INTO "auth_group_permissions" VALUES(115,2,86);
INSERT INTO "auth_group_permissions" VALUES(116,3,1);
INSERT INTO "auth_group_permissions" VALUES(117,3,2);
INSERT INTO "auth_group_permissions" VALUES(118,3,4);
INSERT INTO "auth_group_permissions" VALUES(119,3,5);
INSERT INTO "auth_group_permissions" VALUES(120,3,6);
INSERT INTO "auth_group_permissions" VALUES(121,3,7);
INSERT INTO "auth_group_permissions" VALUES(122,3,8);
INSERT INTO "auth_group_permissions" VALUES(123,3,9);
INSERT INTO "auth_group_permissions" VALUES(124,3,14);
INSERT INTO "auth_group_permissions" VALUES(125,3,15);
INSERT INTO "auth_group_permissions" VALUES(126,3,16);
INSERT INTO "auth_group_permissions" VALUES(127,3,18);
INSERT INTO "auth_group_permissions" VALUES(128,3,19);
INSERT INTO "auth_group_permissions" VALUES(129,3,20);
INSERT INTO "auth_group_permissions" VALUES(130,3,21);
INSERT INTO "auth_group_permissions" VALUES(131,3,22);
INSERT INTO "auth_group_permissions" VALUES(132,3,23);
INSERT INTO "auth_group_permissions" VALUES(133,3,24);
INSERT INTO "auth_group_permissions" VALUES(134,3,26);
INSERT INTO "auth_group_permissions" VALUES(135,3,27);
INSERT INTO "auth_group_permissions" VALUES(136,3,28);
INSERT INTO "auth_group_permissions" VALUES(137,3,30);
INSERT INTO "auth_group_permissions" VALUES(138,3,31);
INSERT INTO "auth_group_permissions" VALUES(139,3,32);
INSERT INTO "auth_group_permissions" VALUES(140,3,33);
INSERT INTO "auth_group_permissions" VALUES(141,3,34);
INSERT INTO "auth_group_permissions" VALUES(142,3,35);
INSERT INTO "auth_group_permissions" VALUES(143,3,36);
INSERT INTO "auth_group_permissions" VALUES(144,3,37);
INSERT INTO "auth_group_permissions" VALUES(145,3,38);
INSERT INTO "auth_group_permissions" VALUES(146,3,39);
INSERT INTO "auth_group_permissions" VALUES(147,3,40);
INSERT INTO "auth_group_permissions" VALUES(148,3,41);
INSERT INTO "auth_group_permissions" VALUES(149,3,42);
INSERT INTO "auth_group_permissions" VALUES(150,3,43);
INSERT INTO "auth_group_permissions" VALUES(151,3,44);
INSERT INTO "auth_group_permissions" VALUES(152,3,45);
INSERT INTO "auth_group_permissions" VALUES(153,3,46);
INSERT INTO "auth_group_permissions" VALUES(154,3,47);
INSERT INTO "auth_group_permissions" VALUES(155,3,48);
INSERT INTO "auth_group_permissions" VALUES(156,3,49);
INSERT INTO "auth_group_permissions" VALUES(157,3,50);
INSERT INTO "auth_group_permissions" VALUES(158,3,51);
INSERT INTO "auth_group_permissions" VALUES(159,3,52);
INSERT INTO "auth_group_permissions" VALUES(160,3,54);
INSERT INTO "auth_group_permissions" VALUES(161,3,67);
INSERT INTO "auth_group_permissions" VALUES(162,3,68);
INSERT INTO "auth_group_permissions" VALUES(163,3,69);
INSERT INTO "auth_group_permissions" VALUES(164,3,70);
INSERT INTO "auth_group_permissions" VALUES(165,3,71);
INSERT INTO "auth_group_permissions" VALUES(166,3,72);
INSERT INTO "auth_group_permissions" VALUES(167,3,73);
INSERT INTO "auth_group_permissions" VALUES(168,3,74);
INSERT INTO "auth_group_permissions" VALUES(169,3,75);
INSERT INTO "auth_group_permissions" VALUES(170,3,76);
INSERT INTO "auth_group_permissions" VALUES(171,3,77);
INSERT INTO "auth_group_permissions" VALUES(172,3,78);
INSERT INTO "auth_group_permissions" VALUES(173,3,79);
INSERT INTO "auth_group_permissions" VALUES(174,3,80);
INSERT INTO "auth_group_permissions" VALUES(175,3,81);
INSERT INTO "auth_group_permissions" VALUES(176,3,82);
INSERT INTO "auth_group_permissions" VALUES(177,3,83);
INSERT INTO "auth_group_permissions" VALUES(178,3,84);
INSERT INTO "auth_group_permissions" VALUES(179,3,86);
CREATE TABLE "auth_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_user_groups" VALUES(1,1,3);
INSERT INTO "auth_user_groups" VALUES(2,2,1);
INSERT INTO "auth_user_groups" VALUES(3,3,2);
INSERT INTO "auth_user_groups" VALUES(4,4,3);
CREATE TABLE "auth_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "sources_source" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(80) NOT NULL UNIQUE, "kind" varchar(32) NOT NULL, "title" varchar(600) NOT NULL, "authors" varchar(2000) NOT NULL, "container" varchar(300) NOT NULL, "year" smallint unsigned NULL CHECK ("year" >= 0), "volume" varchar(40) NOT NULL, "issue" varchar(40) NOT NULL, "pages" varchar(80) NOT NULL, "doi" varchar(200) NOT NULL, "pmid" varchar(12) NOT NULL, "pmcid" varchar(14) NOT NULL, "url" varchar(500) NOT NULL, "standing" varchar(16) NOT NULL, "standing_note" text NOT NULL, "standing_on" date NULL, "note" text NOT NULL, "superseded_by_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "source_standing_is_known" CHECK ("standing" IN ('current', 'corrected', 'concern', 'retracted', 'withdrawn', 'superseded')), CONSTRAINT "only_superseded_sources_have_a_successor" CHECK (("superseded_by_id" IS NULL OR "standing" = 'superseded')), CONSTRAINT "standing_other_than_current_has_a_note" CHECK (("standing" = 'current' OR NOT ("standing_note" = ''))));
INSERT INTO "sources_source" VALUES(1,'acp2017','guideline','Noninvasive treatments for acute, subacute, and chronic low back pain: a clinical practice guideline from the American College of Physicians','Qaseem A, Wilt TJ, McLean RM, Forciea MA','Annals of Internal Medicine',2017,'166','7','514-530','10.7326/m16-2367','','','','current','',NULL,'',NULL);
INSERT INTO "sources_source" VALUES(2,'ahrq2010fig','systematic-review','Complementary and alternative therapies for back pain II (evidence report), figure 8','Furlan A, Yazdi F, Tsertsvadze A, et al.','Agency for Healthcare Research and Quality',2010,'','','','','','','https://www.ncbi.nlm.nih.gov/books/NBK56291/','superseded','Later reviews replace this report. Its figure is kept as an illustration, not as the best current estimate.','2026-11-28','Only one figure of this report could be read. Still to be confirmed against the original: authors, title, year.',7);
INSERT INTO "sources_source" VALUES(3,'baumler2021','systematic-review','Acupuncture-related adverse events: systematic review and meta-analyses of prospective clinical studies','Bäumler P, Zhang W, Stübinger T, Irnich D','BMJ Open',2021,'11','9','e045961','10.1136/bmjopen-2020-045961','34489268','PMC8422480','','current','',NULL,'21 studies in 22 articles. Heterogeneity above 80%.',NULL);
INSERT INTO "sources_source" VALUES(4,'cherkin2009','trial','A randomized trial comparing acupuncture, simulated acupuncture, and usual care for chronic low back pain','Cherkin DC, Sherman KJ, Avins AL, Erro JH, Ichikawa L, Barlow WE, Delaney K, Hawkes R, Hamilton L, Pressman A, Khalsa PS, Deyo RA','Archives of Internal Medicine',2009,'169','9','858-866','10.1001/archinternmed.2009.65','19433697','PMC2832641','','current','',NULL,'',NULL);
INSERT INTO "sources_source" VALUES(5,'cms2020','guideline','National coverage decision: acupuncture for chronic low back pain, effective 21 January 2020','Centers for Medicare & Medicaid Services','Centers for Medicare & Medicaid Services',2020,'','','','','','','','current','',NULL,'',NULL);
INSERT INTO "sources_source" VALUES(6,'macpherson2004','cohort','Patient reports of adverse events associated with acupuncture treatment: a prospective national survey','MacPherson H, Scullion A, Thomas KJ, Walters S','Quality and Safety in Health Care',2004,'13','5','349-355','10.1136/qshc.2003.009134','','','','current','',NULL,'682 of 6,348 patients; 67% of those asked replied.',NULL);
INSERT INTO "sources_source" VALUES(7,'mu2020','systematic-review','Acupuncture for chronic nonspecific low back pain','Mu J, Furlan AD, Lam WY, Hsu MY, Ning Z, Lao L','Cochrane Database of Systematic Reviews',2020,'','12','CD013814','10.1002/14651858.cd013814','','PMC8095030','','current','',NULL,'33 trials (37 articles), 8,270 people; seven German trials hold 5,572 (67%). Search to 29 Aug 2019. Splits off from the older Cochrane review CD001351.',NULL);
INSERT INTO "sources_source" VALUES(8,'ng59','guideline','Low back pain and sciatica in over 16s: assessment and management (NG59)','National Institute for Health and Care Excellence','National Institute for Health and Care Excellence',2016,'','','','','','','https://www.nice.org.uk/guidance/ng59','current','',NULL,'Published 30 Nov 2016, updated 11 Dec 2020. Wording read second-hand (BMJ responses and news, NHS board page). Still to be confirmed against the original: full text not read.',NULL);
INSERT INTO "sources_source" VALUES(9,'who2023','guideline','WHO guideline for non-surgical management of chronic primary low back pain in adults in primary and community care settings','World Health Organization','World Health Organization (ISBN 978-92-4-008178-9; NBK599210)',2023,'','','','','','','https://www.ncbi.nlm.nih.gov/books/NBK599210/','current','',NULL,'',NULL);
INSERT INTO "sources_source" VALUES(10,'yang2024','narrative','Commentary on the evidence for acupuncture in back pain (title not recorded)','Yang E, Lu W, Napadow V, Wayne PM','Global Advances in Integrative Medicine and Health',2024,'13','','27536130241261161','','39099638','PMC11295214','','current','',NULL,'Commentary on the back pain evidence; used only for the 15-point threshold set in advance by mu2020. Still to be confirmed against the original: title not recorded.',NULL);
CREATE TABLE "publishing_publication_about" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_publication_id" bigint NOT NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "to_publication_id" bigint NOT NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "publishing_publication_about" VALUES(1,2,1);
INSERT INTO "publishing_publication_about" VALUES(2,3,1);
CREATE TABLE "publishing_publication_cites" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "publication_id" bigint NOT NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NOT NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "publishing_publication_cites" VALUES(1,1,8);
INSERT INTO "publishing_publication_cites" VALUES(2,1,1);
INSERT INTO "publishing_publication_cites" VALUES(3,1,5);
INSERT INTO "publishing_publication_cites" VALUES(4,1,9);
INSERT INTO "publishing_publication_cites" VALUES(5,2,2);
INSERT INTO "publishing_publication_cites" VALUES(6,2,4);
INSERT INTO "publishing_publication_cites" VALUES(7,3,10);
INSERT INTO "publishing_publication_cites" VALUES(8,3,7);
INSERT INTO "publishing_publication_cites" VALUES(9,4,3);
INSERT INTO "publishing_publication_cites" VALUES(10,4,6);
INSERT INTO "publishing_publication_cites" VALUES(11,7,8);
INSERT INTO "publishing_publication_cites" VALUES(12,7,1);
INSERT INTO "publishing_publication_cites" VALUES(13,7,9);
CREATE TABLE "publishing_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(100) NOT NULL UNIQUE, "name" varchar(100) NOT NULL, "group" varchar(16) NOT NULL, "scope_note" varchar(300) NOT NULL, CONSTRAINT "tag_name_is_unique_in_its_group" UNIQUE ("group", "name"), CONSTRAINT "tag_group_is_known" CHECK ("group" IN ('body-area', 'topic', 'audience', 'condition', 'outcome', 'comparator', 'certainty')));
INSERT INTO "publishing_tag" VALUES(1,'lower-back','Lower back','body-area','Pain between the ribs and the buttocks.');
INSERT INTO "publishing_tag" VALUES(2,'how-well-it-works','How well it works','topic','Effects measured in trials and reviews.');
INSERT INTO "publishing_tag" VALUES(3,'pretend-acupuncture','Pretend acupuncture','topic','Sham needling and placebo.');
INSERT INTO "publishing_tag" VALUES(4,'lasting-effect','How long it lasts','topic','What is left months or years later.');
INSERT INTO "publishing_tag" VALUES(5,'side-effects','Side effects','topic','Mild unwanted effects.');
INSERT INTO "publishing_tag" VALUES(6,'guidelines','Guidelines','topic','What official guidance says.');
INSERT INTO "publishing_tag" VALUES(7,'understanding-research','Understanding research','topic','Terms, trials, certainty.');
INSERT INTO "publishing_tag" VALUES(8,'new-to-acupuncture','New to acupuncture','audience','For people who think of trying it.');
INSERT INTO "publishing_tag" VALUES(9,'chronic-low-back-pain','Chronic low back pain','condition','');
INSERT INTO "publishing_tag" VALUES(10,'disability','Disability','outcome','');
INSERT INTO "publishing_tag" VALUES(11,'sham','Sham acupuncture','comparator','');
INSERT INTO "publishing_tag" VALUES(12,'low-certainty','Low certainty','certainty','');
INSERT INTO "publishing_tag" VALUES(13,'pain','Pain','outcome','');
INSERT INTO "publishing_tag" VALUES(14,'usual-care','Usual care','comparator','');
CREATE TABLE "publishing_publication_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "publication_id" bigint NOT NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "publishing_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "publishing_publication_tags" VALUES(1,1,1);
INSERT INTO "publishing_publication_tags" VALUES(2,1,2);
INSERT INTO "publishing_publication_tags" VALUES(3,1,3);
INSERT INTO "publishing_publication_tags" VALUES(4,1,4);
INSERT INTO "publishing_publication_tags" VALUES(5,1,6);
INSERT INTO "publishing_publication_tags" VALUES(6,2,1);
INSERT INTO "publishing_publication_tags" VALUES(7,2,2);
INSERT INTO "publishing_publication_tags" VALUES(8,2,3);
INSERT INTO "publishing_publication_tags" VALUES(9,2,9);
INSERT INTO "publishing_publication_tags" VALUES(10,2,10);
INSERT INTO "publishing_publication_tags" VALUES(11,2,11);
INSERT INTO "publishing_publication_tags" VALUES(12,2,12);
INSERT INTO "publishing_publication_tags" VALUES(13,3,1);
INSERT INTO "publishing_publication_tags" VALUES(14,3,2);
INSERT INTO "publishing_publication_tags" VALUES(15,3,9);
INSERT INTO "publishing_publication_tags" VALUES(16,3,12);
INSERT INTO "publishing_publication_tags" VALUES(17,3,13);
INSERT INTO "publishing_publication_tags" VALUES(18,3,14);
INSERT INTO "publishing_publication_tags" VALUES(19,4,8);
INSERT INTO "publishing_publication_tags" VALUES(20,4,5);
INSERT INTO "publishing_publication_tags" VALUES(21,5,8);
INSERT INTO "publishing_publication_tags" VALUES(22,6,6);
INSERT INTO "publishing_publication_tags" VALUES(23,6,7);
INSERT INTO "publishing_publication_tags" VALUES(24,7,6);
INSERT INTO "publishing_publication_tags" VALUES(25,7,7);
CREATE TABLE "publishing_tagalias" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(100) NOT NULL UNIQUE, "name" varchar(100) NOT NULL, "tag_id" bigint NOT NULL REFERENCES "publishing_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "publishing_tagalias" VALUES(1,'low-back','low-back',1);
INSERT INTO "publishing_tagalias" VALUES(2,'back','back',1);
INSERT INTO "publishing_tagalias" VALUES(3,'lumbar','lumbar',1);
INSERT INTO "publishing_tagalias" VALUES(4,'effectiveness','effectiveness',2);
INSERT INTO "publishing_tagalias" VALUES(5,'sham-acupuncture','sham-acupuncture',3);
INSERT INTO "publishing_tagalias" VALUES(6,'placebo','placebo',3);
INSERT INTO "publishing_tagalias" VALUES(7,'durability','durability',4);
INSERT INTO "publishing_tagalias" VALUES(8,'long-term','long-term',4);
INSERT INTO "publishing_tagalias" VALUES(9,'adverse-events','adverse-events',5);
INSERT INTO "publishing_tagalias" VALUES(10,'recommendations','recommendations',6);
INSERT INTO "publishing_tagalias" VALUES(11,'research-methods','research-methods',7);
INSERT INTO "publishing_tagalias" VALUES(12,'beginners','beginners',8);
CREATE TABLE "publishing_edition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "body" text NOT NULL, "schema_version" smallint unsigned NOT NULL CHECK ("schema_version" >= 0), "digest" varchar(64) NOT NULL, "weight" varchar(10) NOT NULL, "change_note" varchar(500) NOT NULL, "reviewed_on" date NOT NULL, "reviewed_by" varchar(200) NOT NULL, "reviewed_by_clinician" bool NOT NULL, "checks" text NOT NULL CHECK ((JSON_VALID("checks") OR "checks" IS NULL)), "published_at" datetime NOT NULL, "publication_id" bigint NOT NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "published_by_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "edition_number_is_unique" UNIQUE ("publication_id", "number"), CONSTRAINT "edition_numbers_start_at_one" CHECK ("number" >= 1), CONSTRAINT "edition_has_a_change_note" CHECK (NOT ("change_note" = '')));
INSERT INTO "publishing_edition" VALUES(1,1,'{"authors":["AcuInfo editors, writing and research"],"cautions_not_applicable":[],"citations":{"acp2017":{"doi":"10.7326/m16-2367","pmid":"","text":"Qaseem A, Wilt TJ, McLean RM, Forciea MA. Noninvasive treatments for acute, subacute, and chronic low back pain: a clinical practice guideline from the American College of Physicians. Annals of Internal Medicine. 2017;166(7):514-530. doi:10.7326/m16-2367","url":"https://doi.org/10.7326/m16-2367"},"cms2020":{"doi":"","pmid":"","text":"Centers for Medicare & Medicaid Services. National coverage decision: acupuncture for chronic low back pain, effective 21 January 2020. Centers for Medicare & Medicaid Services. 2020.","url":""},"ng59":{"doi":"","pmid":"","text":"National Institute for Health and Care Excellence. Low back pain and sciatica in over 16s: assessment and management (NG59). National Institute for Health and Care Excellence. 2016. Available from: https://www.nice.org.uk/guidance/ng59","url":"https://www.nice.org.uk/guidance/ng59"},"who2023":{"doi":"","pmid":"","text":"World Health Organization. WHO guideline for non-surgical management of chronic primary low back pain in adults in primary and community care settings. World Health Organization (ISBN 978-92-4-008178-9; NBK599210). 2023. Available from: https://www.ncbi.nlm.nih.gov/books/NBK599210/","url":"https://www.ncbi.nlm.nih.gov/books/NBK599210/"}},"codes":[{"code":"M54.5","label":"Low back pain","system":"icd-10"},{"code":"279039007","label":"Low back pain","system":"snomed-ct"},{"code":"D017116","label":"Low Back Pain","system":"mesh"}],"guidelines":[{"body":"National Institute for Health and Care Excellence (NICE), NG59","country":"United Kingdom","population":"People over 16 with low back pain, with or without sciatica","position":"against","source":"ng59","statement":"It says not to offer acupuncture, because the committee saw no convincing effect beyond pretend needling [[ng59]]. We read this in other publications, not in the guideline. It was updated in 2020 [[ng59]]. We could not check that this point stayed the same.","superseded_by":"","url":"https://www.nice.org.uk/guidance/ng59","year":2016},{"body":"World Health Organization","country":"International","population":"Adults with chronic primary low back pain","position":"consider","source":"who2023","statement":"Needling therapies such as acupuncture may be offered. This is a conditional recommendation of low certainty [[who2023]].","superseded_by":"","url":"https://www.ncbi.nlm.nih.gov/books/NBK599210/","year":2023},{"body":"Centers for Medicare & Medicaid Services","country":"United States","population":"People on Medicare with low back pain for 12 weeks or more","position":"consider","source":"cms2020","statement":"This is a decision on payment, not a clinical guideline. Medicare pays for 12 visits, and 8 more if they help [[cms2020]]. The limit is 20 visits a year [[cms2020]].","superseded_by":"","url":"","year":2020},{"body":"American College of Physicians","country":"United States","population":"Adults with chronic low back pain","position":"for","source":"acp2017","statement":"Start with care other than medicine. Acupuncture is one of several first choices [[acp2017]]. The advice for the whole group of choices is strong [[acp2017]].","superseded_by":"","url":"","year":2017},{"body":"American College of Physicians","country":"United States","population":"Adults with recent (acute or subacute) low back pain","position":"for","source":"acp2017","statement":"Most people get better anyway. Acupuncture is among the first choices other than medicine, on low-quality evidence [[acp2017]].","superseded_by":"","url":"","year":2017},{"body":"National Institute for Health and Care Excellence (NICE), CG88","country":"United Kingdom","population":"People with low back pain","position":"for","source":"ng59","statement":"This older guideline offered a course of acupuncture. NG59 replaced it and reversed the advice in 2016 [[ng59]]. We read this in other publications. It is shown as history only.","superseded_by":"NICE NG59 (2016)","url":"","year":2009}],"key_messages":["Acupuncture may ease low back pain somewhat for a few months, compared with not having it. On average, the gain over usual care was below what reviewers called worthwhile. The certainty is low.","Pretend (sham) acupuncture copies the treatment without real needling at the usual points. It helps nearly as much, so the extra from real needles seems small.","Guidelines disagree. It is one option beside staying active, never instead of it."],"other_names":["Lumbago","Long-lasting backache","Persistent low back pain","Non-specific low back pain"],"other_options":[{"text":"Keep up your usual activities as far as you can. Walking, swimming or gentle stretching are ways to begin.","title":"Staying active"},{"text":"A physiotherapist can plan exercises with you, alone or in a group, and help you to build up slowly.","title":"An exercise programme"},{"text":"Talking therapies, such as cognitive behavioural therapy, aim to make pain take up less of your life.","title":"Psychological support"},{"text":"Massage or manual therapy is offered in some places, usually together with exercise.","title":"Hands-on treatment"},{"text":"Ask a pharmacist or doctor which pain medicine is safe for you, and for how long. Do not stop one on your own.","title":"Medicines"}],"questions":["Could anything serious be causing my back pain, and do I need any tests?","What should I try first, and could acupuncture be added to it?","How many sessions would we try, and when do we stop if nothing changes?","Do my medicines or other illnesses make needles riskier for me?","Who near me is properly trained and registered, and what does it cost?"],"red_flags":["You have new numbness around your genitals, your bottom or the inside of your thighs. Go to hospital now.","You cannot pass urine, or you have lost control of your bladder or bowels. Go to hospital now.","You have new or growing weakness or numbness in one or both legs.","Your back hurts and you have a fever, shivering, or feel very ill.","The pain began after a fall or accident, or after a small knock if your bones are weak.","You have had cancer, or you are losing weight without trying, and this back pain is new. Ask to be seen urgently."],"review_cycle_months":24,"summary":"Acupuncture may ease long-lasting low back pain for a while, but much of that also happens with pretend needling.","tags":["guidelines","how-well-it-works","lasting-effect","lower-back","pretend-acupuncture"],"title":"Chronic low back pain","unknowns":"<ul>\n<li>How long a benefit lasts.</li>\n<li>No clinician has checked the advice on this page yet.</li>\n</ul>","what_it_involves":"<p>\nA practitioner places thin, sterile needles in the skin.\nCommon places are the back, the legs and the hands.\nThe needles usually stay in for some minutes while you lie still.\nSome practitioners join a small electric current to them.\n</p>\n<p>\nMinor effects, such as bruises and soreness, are common.\nSerious harm is rare with trained people, but it can happen.\nTell the practitioner about blood thinners, pregnancy, implants, immune problems or swollen limbs.\n</p>","what_it_is":"<p>\nLow back pain is felt between the ribs and the buttocks.\nIt may spread into a leg.\nIt is called chronic when it lasts for 12 weeks or more [[cms2020]].\nMostly, no single damaged part explains it.\nDoctors then call it non-specific low back pain.\nThe pain is real, even when a scan looks normal.\n</p>\n<p>\nSleep, worry, work and fitness can all change how much it hurts.\nA clinician checks first that nothing serious lies behind it.\n</p>","why_guidelines_differ":"<p>\nThey look at the same trials, but ask different questions.\nNICE asked whether real needles beat pretend ones, and was not convinced [[ng59]].\nOthers asked whether people do better with acupuncture than with usual care.\nBoth answers can be true at once.\nPretend needling also helps people, compared with nothing.\n</p>\n<p>\nBodies also weigh cost and safety differently.\nThis explanation is our own reading, not a statement by the bodies.\n</p>","without_treatment":"<p>\nLong-lasting back pain often goes up and down.\nGood weeks and bad weeks are usual.\nSo pain can ease with time, whatever you try.\n</p>\n<p>\nTrials show this too.\nWe have not gathered studies that follow people for many years.\n</p>"}',1,'8b53ca7c1617b0440c892cd7c718cf197763127af5ceacd0c3dd3e2cfd710481','major','First edition.','2026-11-28','AcuInfo editors',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": true, "findings": []}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}, {"id": "condition-complete", "level": "blocks", "label": "The page says what is unknown, what else helps, what to ask and when to get help.", "passed": true, "findings": []}, {"id": "guidelines-differ", "level": "blocks", "label": "Where guidelines differ, the page says why.", "passed": true, "findings": []}, {"id": "guideline-source", "level": "blocks", "label": "Every guideline statement has its source.", "passed": true, "findings": []}, {"id": "numbers-have-sources", "level": "blocks", "label": "Every number has its source.", "passed": true, "findings": []}]','2026-11-28 05:00:44.163421',1,1);
INSERT INTO "publishing_edition" VALUES(2,1,'{"authors":["AcuInfo editors, writing and research"],"baseline_note":"","baseline_risk":null,"certainty":"low","certainty_reason":"Two trials, a range on both sides of no difference, and a figure that does not repeat the condition. Our own rating.","checked_by":"","ci_high":"1.9","ci_level":95,"ci_low":"-0.27","citations":{"ahrq2010fig":{"doi":"","pmid":"","text":"Furlan A, Yazdi F, Tsertsvadze A, et al. Complementary and alternative therapies for back pain II (evidence report), figure 8. Agency for Healthcare Research and Quality. 2010. Available from: https://www.ncbi.nlm.nih.gov/books/NBK56291/","url":"https://www.ncbi.nlm.nih.gov/books/NBK56291/"},"cherkin2009":{"doi":"10.1001/archinternmed.2009.65","pmid":"19433697","text":"Cherkin DC, Sherman KJ, Avins AL, Erro JH, Ichikawa L, Barlow WE, et al. A randomized trial comparing acupuncture, simulated acupuncture, and usual care for chronic low back pain. Archives of Internal Medicine. 2009;169(9):858-866. doi:10.1001/archinternmed.2009.65","url":"https://doi.org/10.1001/archinternmed.2009.65"}},"comparator":"sham","comparator_detail":"Pretend (sham) acupuncture","condition":"chronic-low-back-pain","direction":"harm","direction_in_words":null,"downgrades":[{"domain":"imprecision","levels":1,"reason":"Two trials with 367 people; the range includes a small gain and a small loss against pretend [[ahrq2010fig]]."},{"domain":"indirectness","levels":1,"reason":"The figure''s text does not repeat the condition; we inferred it from the trials."}],"estimate":"0.81","explanation":"<p>\nPretend (sham) acupuncture copies the treatment with blunt tips, or with shallow needles away from the usual points.\nTwo trials with 367 people compared it with real acupuncture [[ahrq2010fig]].\nAfter real needling, disability was 0.81 points higher than after pretend needling [[ahrq2010fig]].\nThe range was 0.27 points lower to 1.9 points higher than with pretend needling [[ahrq2010fig]].\nSo there was no clear difference, and the average leaned slightly towards the pretend kind.\nOur own pooling of the rows below gives 0.80 against pretend needling, because the rows are rounded [[ahrq2010fig]].\nThis report is old, and later reviews replace it.\nWe show it because every row of its figure could be checked.\n</p>","extracted_by":"AcuInfo editors","follow_up":"Straight after treatment","hartung_knapp":false,"i_squared":"0","locator":"Text description of Figure 8","measure":"MD","no_trials":false,"noticeable_difference":null,"noticeable_source":"","outcome":"disability","outcome_detail":"Everyday tasks made hard by back pain","own_sentence":"","participants":367,"pooling":"random-dl","population":"Adults with long-lasting low back pain that has no single known cause","rated_by":"acuinfo","reexpression":null,"review_cycle_months":24,"scale":{"better":"lower","large":null,"maximum":null,"minimum":null,"moderate":null,"name":"Roland Morris questionnaire (RMDQ)","small":null,"thresholds_source":""},"searched":"","size":"little","size_in_words":"little","source":"ahrq2010fig","statement":"Acupuncture may result in little to no difference in disability compared with sham (pretend) acupuncture.","studies":2,"summary":"Two older trials found no clear difference in disability between real and pretend needling.","tags":["how-well-it-works","lower-back","pretend-acupuncture"],"title":"Acupuncture compared with pretend (sham) acupuncture for low back pain: disability","trials":[{"ci_high":null,"ci_low":null,"effect":null,"events_control":null,"events_treatment":null,"label":"Kwon 2007","mean_control":"4.92","mean_treatment":"5.16","n_control":23,"n_treatment":24,"sd_control":"4.8","sd_treatment":"4.9","source":"ahrq2010fig","subgroup":"","year":2007},{"ci_high":null,"ci_low":null,"effect":null,"events_control":null,"events_treatment":null,"label":"Cherkin 2009","mean_control":"5.4","mean_treatment":"6.3","n_control":162,"n_treatment":158,"sd_control":"4.9","sd_treatment":"5.7","source":"cherkin2009","subgroup":"","year":2009}]}',1,'5a8ea81df183e1accf935afdb75488c3357bc8e8f3d61814cdd7c6ad3f48f45a','major','First edition.','2026-11-28','AcuInfo editors',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": false, "findings": [{"field": "citations", "message": "ahrq2010fig is superseded. Readers are told; say in the text what it means."}]}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}, {"id": "finding-has-source", "level": "blocks", "label": "The finding has a source.", "passed": true, "findings": []}, {"id": "certainty-rated", "level": "blocks", "label": "The certainty is rated, or the page says why not.", "passed": true, "findings": []}, {"id": "interval", "level": "blocks", "label": "The estimate comes with its interval.", "passed": true, "findings": []}, {"id": "baseline", "level": "warns", "label": "A relative effect comes with the risk it starts from.", "passed": true, "findings": []}, {"id": "wording-lock", "level": "blocks", "label": "The wording is no stronger than the evidence and names the comparison.", "passed": true, "findings": []}, {"id": "no-trials-searched", "level": "blocks", "label": "\u201cNo trials found\u201d says when we looked.", "passed": true, "findings": []}, {"id": "explained", "level": "blocks", "label": "The finding is explained in plain words.", "passed": true, "findings": []}, {"id": "search-date", "level": "warns", "label": "The search for evidence is not older than 24 months.", "passed": false, "findings": [{"field": "searched", "message": "Say up to when the evidence was searched, if the source says so."}]}, {"id": "second-person", "level": "warns", "label": "A second person compared the numbers with the source.", "passed": false, "findings": [{"field": "checked_by", "message": "No second person has compared these numbers with the source yet."}]}, {"id": "trials-possible", "level": "blocks", "label": "The figures of each trial are possible.", "passed": true, "findings": []}, {"id": "pooled-agrees", "level": "warns", "label": "The trials shown add up to the result given.", "passed": true, "findings": []}, {"id": "numbers-have-sources", "level": "blocks", "label": "Every number has its source.", "passed": true, "findings": []}]','2026-11-28 05:00:44.303519',2,1);
INSERT INTO "publishing_edition" VALUES(3,1,'{"authors":["AcuInfo editors, writing and research"],"baseline_note":"Average pain with usual care: 57.1 of 100 (SD 16.5)","baseline_risk":null,"certainty":"low","certainty_reason":"The authors of the review rated this result low [[mu2020]]. We have not read their reasons one by one.","checked_by":"","ci_high":"-3.4","ci_level":95,"ci_low":"-17.11","citations":{"mu2020":{"doi":"10.1002/14651858.cd013814","pmid":"","text":"Mu J, Furlan AD, Lam WY, Hsu MY, Ning Z, Lao L. Acupuncture for chronic nonspecific low back pain. Cochrane Database of Systematic Reviews. 2020;(12):CD013814. doi:10.1002/14651858.cd013814","url":"https://doi.org/10.1002/14651858.cd013814"},"yang2024":{"doi":"","pmid":"39099638","text":"Yang E, Lu W, Napadow V, Wayne PM. Commentary on the evidence for acupuncture in back pain (title not recorded). Global Advances in Integrative Medicine and Health. 2024;13:27536130241261161. PMID: 39099638","url":"https://pubmed.ncbi.nlm.nih.gov/39099638/"}},"comparator":"usual-care","comparator_detail":"Usual care, without acupuncture","condition":"chronic-low-back-pain","direction":"benefit","direction_in_words":null,"downgrades":[],"estimate":"-10.26","explanation":"<p>\nFive trials compared acupuncture with usual care, in 1,054 adults with long-lasting low back pain [[mu2020]].\nStraight after the course, pain was 10.26 points lower than with usual care, on a 100-point scale [[mu2020]].\nThe true gain may lie anywhere from 3.4 to 17.11 points lower than with usual care [[mu2020]].\nEveryone knew who had acupuncture, and hope or attention can ease pain too.\nThis comparison cannot tell the effect of the needles from those other effects.\n</p>","extracted_by":"AcuInfo editors","follow_up":"Straight after treatment (under 7 days)","hartung_knapp":false,"i_squared":null,"locator":"Summary of findings table 3, pain row","measure":"MD","no_trials":false,"noticeable_difference":"15","noticeable_source":"yang2024","outcome":"pain","outcome_detail":"How strong the pain is","own_sentence":"","participants":1054,"pooling":"random-dl","population":"Adults with long-lasting low back pain that has no single known cause","rated_by":"review-authors","reexpression":null,"review_cycle_months":24,"scale":{"better":"lower","large":null,"maximum":"100","minimum":"0","moderate":null,"name":"Pain scale (VAS)","small":null,"thresholds_source":""},"searched":"2019-08-29","size":"little","size_in_words":null,"source":"mu2020","statement":"Acupuncture may result in little to no difference in pain compared with usual care. The difference, 10.26 points, is smaller than the 15 points set as noticeable.","studies":5,"summary":"Straight after a course, people had somewhat less pain than with usual care, but less than the review hoped for.","tags":["how-well-it-works","lower-back"],"title":"Acupuncture compared with usual care for low back pain: pain","trials":[]}',1,'5e8f749d3102612ecfaac5700ec2100ce1ffc62b34af80815529cfb61d5ca1f8','major','First edition.','2026-11-28','AcuInfo editors',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": true, "findings": []}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}, {"id": "finding-has-source", "level": "blocks", "label": "The finding has a source.", "passed": true, "findings": []}, {"id": "certainty-rated", "level": "blocks", "label": "The certainty is rated, or the page says why not.", "passed": true, "findings": []}, {"id": "interval", "level": "blocks", "label": "The estimate comes with its interval.", "passed": true, "findings": []}, {"id": "baseline", "level": "warns", "label": "A relative effect comes with the risk it starts from.", "passed": true, "findings": []}, {"id": "wording-lock", "level": "blocks", "label": "The wording is no stronger than the evidence and names the comparison.", "passed": true, "findings": []}, {"id": "no-trials-searched", "level": "blocks", "label": "\u201cNo trials found\u201d says when we looked.", "passed": true, "findings": []}, {"id": "explained", "level": "blocks", "label": "The finding is explained in plain words.", "passed": true, "findings": []}, {"id": "search-date", "level": "warns", "label": "The search for evidence is not older than 24 months.", "passed": false, "findings": [{"field": "searched", "message": "The search is from 2019-08-29, more than 24 months ago. Look for newer evidence."}]}, {"id": "second-person", "level": "warns", "label": "A second person compared the numbers with the source.", "passed": false, "findings": [{"field": "checked_by", "message": "No second person has compared these numbers with the source yet."}]}, {"id": "trials-possible", "level": "blocks", "label": "The figures of each trial are possible.", "passed": true, "findings": []}, {"id": "pooled-agrees", "level": "warns", "label": "The trials shown add up to the result given.", "passed": true, "findings": []}, {"id": "numbers-have-sources", "level": "blocks", "label": "Every number has its source.", "passed": true, "findings": []}]','2026-11-28 05:00:44.431095',3,1);
INSERT INTO "publishing_edition" VALUES(4,1,'{"authors":["AcuInfo editors, writing and research"],"citations":{"baumler2021":{"doi":"10.1136/bmjopen-2020-045961","pmid":"34489268","text":"Bäumler P, Zhang W, Stübinger T, Irnich D. Acupuncture-related adverse events: systematic review and meta-analyses of prospective clinical studies. BMJ Open. 2021;11(9):e045961. doi:10.1136/bmjopen-2020-045961","url":"https://doi.org/10.1136/bmjopen-2020-045961"},"macpherson2004":{"doi":"10.1136/qshc.2003.009134","pmid":"","text":"MacPherson H, Scullion A, Thomas KJ, Walters S. Patient reports of adverse events associated with acupuncture treatment: a prospective national survey. Quality and Safety in Health Care. 2004;13(5):349-355. doi:10.1136/qshc.2003.009134","url":"https://doi.org/10.1136/qshc.2003.009134"}},"conditions":[],"covers":null,"locator":"Abstract, pooled results per patient","rate":{"count":"9.31","denominator":100,"high":"14.62","low":"5.1","period":"over a course of treatment","unit":"people"},"review_cycle_months":12,"safety_kind":"side-effect","source":"baumler2021","summary":"Some people notice an unwanted effect of acupuncture, and nearly all of these are mild and pass.","tags":["new-to-acupuncture","side-effects"],"title":"Any unwanted effect","urgency":"good-to-know","what_it_is":"<p>A review put together studies that followed people having acupuncture.</p>\n<p>An unwanted effect happened to 9.31 of every 100 people (likely range 5.1 to 14.62) [[baumler2021]].\nThat is about 1 person in 11 over a course [[baumler2021]].</p>\n<p>Counted by session, it was 7.57 of every 100 treatments (1.43 to 17.95) [[baumler2021]].</p>\n<p>About half were bleeding, pain or redness at the needle site [[baumler2021]].\nNearly all effects were mild [[baumler2021]].</p>\n<p>The studies differed a great deal, so the true figure is uncertain.\nOne UK survey asked patients directly.\nWithin 3 months, 107 of every 1,000 people reported an effect (100 to 115) [[macpherson2004]].</p>","what_to_do":"<ul>\n<li>Ask what to expect before the first needle goes in.</li>\n<li>Tell the practitioner about anything you did not expect.</li>\n<li>See a doctor if an effect does not settle.</li>\n</ul>"}',1,'62642cae2f4169a12b7f88852e7ae32784e568fb7b96641c3786f52bde93d430','major','First edition.','2026-11-28','AcuInfo editors',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": true, "findings": []}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}, {"id": "safety-complete", "level": "blocks", "label": "The note says what it is and what to do.", "passed": true, "findings": []}, {"id": "rate-has-source", "level": "blocks", "label": "The rate has a source.", "passed": true, "findings": []}, {"id": "frequency-words", "level": "blocks", "label": "Words such as \u201ccommon\u201d or \u201crare\u201d come with a number.", "passed": true, "findings": []}, {"id": "numbers-have-sources", "level": "blocks", "label": "Every number has its source.", "passed": true, "findings": []}]','2026-11-28 05:00:44.528810',4,1);
INSERT INTO "publishing_edition" VALUES(5,1,'{"authors":["AcuInfo editors, writing and research"],"body":"<h2>What this site is for</h2>\n<p>People who live with pain ask fair questions.\nDoes acupuncture help my condition?\nHow much, and compared with what?\nHow sure are we?\nIs it safe for me?</p>\n<p>We try to answer them plainly.\nWe do not sell treatments, and we do not try to win you over.</p>\n<h2>Our rule</h2>\n<blockquote><p>No claim without a source. No source without a standing. No wording stronger than the evidence. Nothing public that was not approved.</p></blockquote>\n<h2>What you find here</h2>\n<ul>\n<li>Pages on conditions, with one table of answers each.</li>\n<li>Summaries of single findings, with size and certainty.</li>\n<li>Safety notes, with rates where there are any.</li>\n<li>Articles and a glossary that explain the terms.</li>\n<li>A list of sources, each with its standing, and a log of changes.</li>\n</ul>\n<h2>What it is not</h2>\n<p>It is not medical advice for you as a person.\nIt cannot replace someone who knows you and can examine you.</p>\n<h2>Who writes it</h2>\n<p>Editors write the pages from published research.\nA second person approves each page before it is public.\nThe editorial policy tells how.\nPages that no clinician has checked say so.</p>\n<h2>How to reach us</h2>\n<p>The organisation that runs this site answers letters and messages about it.\nIt gives its address in this section before the site opens to the public.\nTell us about mistakes, unclear words or pages you cannot use.</p>","citations":{},"conditions":[],"review_cycle_months":12,"section":"about","sources":[],"summary":"AcuInfo explains what research says about acupuncture for lasting pain in muscles, bones and joints.","tags":["new-to-acupuncture"],"title":"About AcuInfo"}',1,'af947b2467dff524869897ea1ab8a8229f4ca8b6679535cdf74f4b88eecf94e2','major','First edition.','2026-11-28','AcuInfo editors',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": true, "findings": []}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}]','2026-11-28 05:00:44.603300',5,1);
INSERT INTO "publishing_edition" VALUES(6,1,'{"authors":["AcuInfo editors, writing and research"],"body":"<p>Guideline groups look at the research, the risks and the costs.\nThen they recommend, suggest or advise against a treatment.</p>\n<p>Groups can disagree.\nSee <a href=\"/articles/why-guidelines-differ/\">Why guidelines differ</a>.</p>","citations":{},"conditions":[],"review_cycle_months":36,"section":"glossary","sources":[],"summary":"Advice for patients and clinicians that a group of experts has agreed on.","tags":["guidelines","understanding-research"],"title":"Guideline"}',1,'b88c87418fb036665a68f9c7feb2453809ced5543b14027ff17899d0129b6f1d','major','First edition.','2026-11-28','AcuInfo editors',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": true, "findings": []}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}]','2026-11-28 05:00:44.661448',6,1);
INSERT INTO "publishing_edition" VALUES(7,1,'{"authors":["AcuInfo editors, writing and research"],"body":"<h2>The same treatment, different answers</h2>\n<p>Take low back pain that lasts.</p>\n<ul>\n<li>NICE, in England, said in 2016 not to offer acupuncture [[ng59]].\nIt saw no convincing effect beyond pretend needling.</li>\n<li>The American College of Physicians listed it in 2017 among the first choices [[acp2017]].</li>\n<li>The World Health Organization said in 2023 that it may be offered, with low certainty [[who2023]].</li>\n</ul>\n<p>We read both NICE guidelines only as other people quote them.\nWe do not know whether an update of 2020 changed the first one [[ng59]].</p>\n<h2>Why?</h2>\n<ul>\n<li><strong>Different comparisons.</strong> Some groups ask whether real needles beat pretend ones.\nOthers ask whether people do better than with usual care alone.</li>\n<li><strong>Different bars.</strong> Some groups want a difference that people notice.\nOthers accept a small one when risks are low.</li>\n<li><strong>Different health systems.</strong> Cost and the other choices at hand differ.</li>\n</ul>\n<p>The first reason may explain most of it.\nThat is our reading, not a finding of a study.</p>\n<h2>What you can do</h2>\n<p>Ask your clinician which guideline they follow and why.\nEach condition page lists what guidelines say about it.</p>","citations":{"acp2017":{"doi":"10.7326/m16-2367","pmid":"","text":"Qaseem A, Wilt TJ, McLean RM, Forciea MA. Noninvasive treatments for acute, subacute, and chronic low back pain: a clinical practice guideline from the American College of Physicians. Annals of Internal Medicine. 2017;166(7):514-530. doi:10.7326/m16-2367","url":"https://doi.org/10.7326/m16-2367"},"ng59":{"doi":"","pmid":"","text":"National Institute for Health and Care Excellence. Low back pain and sciatica in over 16s: assessment and management (NG59). National Institute for Health and Care Excellence. 2016. Available from: https://www.nice.org.uk/guidance/ng59","url":"https://www.nice.org.uk/guidance/ng59"},"who2023":{"doi":"","pmid":"","text":"World Health Organization. WHO guideline for non-surgical management of chronic primary low back pain in adults in primary and community care settings. World Health Organization (ISBN 978-92-4-008178-9; NBK599210). 2023. Available from: https://www.ncbi.nlm.nih.gov/books/NBK599210/","url":"https://www.ncbi.nlm.nih.gov/books/NBK599210/"}},"conditions":[],"review_cycle_months":36,"section":"research-explained","sources":["acp2017","ng59","who2023"],"summary":"Official guidance on acupuncture disagrees, mostly because groups compare it with different things.","tags":["guidelines","understanding-research"],"title":"Why guidelines differ"}',1,'9cb34fc3aec806bd5d761fa19f6195e3783ac583e1ec7a85032236e1ba2010c5','major','First edition.','2026-11-28','AcuInfo editors',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": true, "findings": []}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}]','2026-11-28 05:00:44.757030',7,1);
INSERT INTO "publishing_edition" VALUES(8,2,'{"authors":["AcuInfo editors, writing and research"],"body":"<p>Guideline groups look at the research, the risks and the costs.\nThen they recommend, suggest or advise against a treatment.</p>\n<p>Groups can disagree.\nSee <a href=\"/articles/why-guidelines-differ/\">Why guidelines differ</a>.</p>","citations":{},"conditions":[],"review_cycle_months":36,"section":"glossary","sources":[],"summary":"Advice for clinicians, written by a body that weighed the evidence.","tags":["guidelines","understanding-research"],"title":"Guideline"}',1,'f5aa9cc356472e226b4016a73668c0acd219afa15f748f50d3532ab09407e965','major','A plainer summary.','2026-11-28','Ruth, Editor',0,'[{"id": "summary", "level": "blocks", "label": "The page has a summary of one sentence.", "passed": true, "findings": []}, {"id": "authors", "level": "blocks", "label": "Every page names its authors and their roles.", "passed": true, "findings": []}, {"id": "overclaiming", "level": "blocks", "label": "No words that promise more than evidence can show.", "passed": true, "findings": []}, {"id": "lost-sources", "level": "blocks", "label": "Nothing rests only on retracted or withdrawn studies.", "passed": true, "findings": []}, {"id": "links", "level": "blocks", "label": "Links say where they lead.", "passed": true, "findings": []}, {"id": "headings", "level": "blocks", "label": "Headings follow each other in order.", "passed": true, "findings": []}, {"id": "standing", "level": "informs", "label": "Sources that are no longer current are named as such.", "passed": true, "findings": []}, {"id": "sentence-length", "level": "warns", "label": "Sentences are at most 20 words long.", "passed": true, "findings": []}]','2026-11-28 05:00:47.144081',6,4);
CREATE TABLE "publishing_change" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "what" varchar(16) NOT NULL, "at" datetime NOT NULL, "subject" varchar(600) NOT NULL, "note" text NOT NULL, "is_minor" bool NOT NULL, "payload" text NOT NULL CHECK ((JSON_VALID("payload") OR "payload" IS NULL)), "by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "publication_id" bigint NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, "edition_id" bigint NULL REFERENCES "publishing_edition" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "publishing_change_names_its_edition" CHECK ((NOT ("what" IN ('published', 'updated', 'reviewed')) OR "edition_id" IS NOT NULL)));
INSERT INTO "publishing_change" VALUES(1,'published','2026-11-28 05:00:44.183307','Chronic low back pain','First edition.',0,'{}',1,1,NULL,1);
INSERT INTO "publishing_change" VALUES(2,'published','2026-11-28 05:00:44.335647','Acupuncture compared with pretend (sham) acupuncture for low back pain: disability','First edition.',0,'{}',1,2,NULL,2);
INSERT INTO "publishing_change" VALUES(3,'published','2026-11-28 05:00:44.451571','Acupuncture compared with usual care for low back pain: pain','First edition.',0,'{}',1,3,NULL,3);
INSERT INTO "publishing_change" VALUES(4,'published','2026-11-28 05:00:44.533554','Any unwanted effect','First edition.',0,'{}',1,4,NULL,4);
INSERT INTO "publishing_change" VALUES(5,'published','2026-11-28 05:00:44.610919','About AcuInfo','First edition.',0,'{}',1,5,NULL,5);
INSERT INTO "publishing_change" VALUES(6,'published','2026-11-28 05:00:44.673340','Guideline','First edition.',0,'{}',1,6,NULL,6);
INSERT INTO "publishing_change" VALUES(7,'published','2026-11-28 05:00:44.769388','Why guidelines differ','First edition.',0,'{}',1,7,NULL,7);
INSERT INTO "publishing_change" VALUES(8,'updated','2026-11-28 05:00:47.163493','Guideline','A plainer summary.',0,'{}',4,6,NULL,8);
INSERT INTO "publishing_change" VALUES(9,'withdrawn','2026-11-28 05:00:47.175300','Why guidelines differ','It is being written anew.',0,'{}',4,7,NULL,NULL);
INSERT INTO "publishing_change" VALUES(10,'moved','2026-11-28 05:00:47.184616','Acupuncture compared with usual care for low back pain: pain','back-pain-usual-care to back-pain-with-usual-care',1,'{}',4,3,NULL,NULL);
CREATE TABLE "publishing_formeraddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(16) NOT NULL, "slug" varchar(80) NOT NULL, "publication_id" bigint NOT NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "former_address_leads_to_one_page" UNIQUE ("kind", "slug"));
INSERT INTO "publishing_formeraddress" VALUES(1,'evidence','back-pain-usual-care',3);
CREATE TABLE "publishing_review" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" varchar(64) NOT NULL, "verdict" varchar(20) NOT NULL, "comment" text NOT NULL, "name" varchar(200) NOT NULL, "role" varchar(200) NOT NULL, "is_clinician" bool NOT NULL, "at" datetime NOT NULL, "by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "publication_id" bigint NOT NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "review_verdict_is_known" CHECK ("verdict" IN ('requested', 'approved', 'changes-requested')), CONSTRAINT "asking_for_changes_needs_a_comment" CHECK ((NOT ("verdict" = 'changes-requested') OR NOT ("comment" = ''))));
INSERT INTO "publishing_review" VALUES(1,'8b53ca7c1617b0440c892cd7c718cf197763127af5ceacd0c3dd3e2cfd710481','requested','','AcuInfo editors','',0,'2026-11-28 05:00:44.096830',1,1);
INSERT INTO "publishing_review" VALUES(2,'8b53ca7c1617b0440c892cd7c718cf197763127af5ceacd0c3dd3e2cfd710481','approved','','AcuInfo editors','',0,'2026-11-28 05:00:44.130777',1,1);
INSERT INTO "publishing_review" VALUES(3,'5a8ea81df183e1accf935afdb75488c3357bc8e8f3d61814cdd7c6ad3f48f45a','requested','','AcuInfo editors','',0,'2026-11-28 05:00:44.251412',1,2);
INSERT INTO "publishing_review" VALUES(4,'5a8ea81df183e1accf935afdb75488c3357bc8e8f3d61814cdd7c6ad3f48f45a','approved','','AcuInfo editors','',0,'2026-11-28 05:00:44.274377',1,2);
INSERT INTO "publishing_review" VALUES(5,'5e8f749d3102612ecfaac5700ec2100ce1ffc62b34af80815529cfb61d5ca1f8','requested','','AcuInfo editors','',0,'2026-11-28 05:00:44.393234',1,3);
INSERT INTO "publishing_review" VALUES(6,'5e8f749d3102612ecfaac5700ec2100ce1ffc62b34af80815529cfb61d5ca1f8','approved','','AcuInfo editors','',0,'2026-11-28 05:00:44.409736',1,3);
INSERT INTO "publishing_review" VALUES(7,'62642cae2f4169a12b7f88852e7ae32784e568fb7b96641c3786f52bde93d430','requested','','AcuInfo editors','',0,'2026-11-28 05:00:44.505935',1,4);
INSERT INTO "publishing_review" VALUES(8,'62642cae2f4169a12b7f88852e7ae32784e568fb7b96641c3786f52bde93d430','approved','','AcuInfo editors','',0,'2026-11-28 05:00:44.516042',1,4);
INSERT INTO "publishing_review" VALUES(9,'af947b2467dff524869897ea1ab8a8229f4ca8b6679535cdf74f4b88eecf94e2','requested','','AcuInfo editors','',0,'2026-11-28 05:00:44.586410',1,5);
INSERT INTO "publishing_review" VALUES(10,'af947b2467dff524869897ea1ab8a8229f4ca8b6679535cdf74f4b88eecf94e2','approved','','AcuInfo editors','',0,'2026-11-28 05:00:44.594644',1,5);
INSERT INTO "publishing_review" VALUES(11,'b88c87418fb036665a68f9c7feb2453809ced5543b14027ff17899d0129b6f1d','requested','','AcuInfo editors','',0,'2026-11-28 05:00:44.641707',1,6);
INSERT INTO "publishing_review" VALUES(12,'b88c87418fb036665a68f9c7feb2453809ced5543b14027ff17899d0129b6f1d','approved','','AcuInfo editors','',0,'2026-11-28 05:00:44.653299',1,6);
INSERT INTO "publishing_review" VALUES(13,'9cb34fc3aec806bd5d761fa19f6195e3783ac583e1ec7a85032236e1ba2010c5','requested','','AcuInfo editors','',0,'2026-11-28 05:00:44.728607',1,7);
INSERT INTO "publishing_review" VALUES(14,'9cb34fc3aec806bd5d761fa19f6195e3783ac583e1ec7a85032236e1ba2010c5','approved','','AcuInfo editors','',0,'2026-11-28 05:00:44.746388',1,7);
INSERT INTO "publishing_review" VALUES(15,'f5aa9cc356472e226b4016a73668c0acd219afa15f748f50d3532ab09407e965','requested','','Ada','',0,'2026-11-28 05:00:47.102819',2,6);
INSERT INTO "publishing_review" VALUES(16,'f5aa9cc356472e226b4016a73668c0acd219afa15f748f50d3532ab09407e965','approved','','Ruth','Editor',0,'2026-11-28 05:00:47.122568',3,6);
CREATE TABLE "publishing_publication" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(16) NOT NULL, "slug" varchar(80) NOT NULL, "created_at" datetime NOT NULL, "title" varchar(500) NOT NULL, "summary" varchar(500) NOT NULL, "sort_key" varchar(200) NOT NULL, "search_text" text NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "is_for_everyone" bool NOT NULL, "first_published_at" datetime NULL, "published_at" datetime NULL, "last_reviewed_on" date NULL, "review_due_on" date NULL, "withdrawn_at" datetime NULL, "withdrawn_reason" text NOT NULL, "withdrawn_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "current_id" bigint NULL REFERENCES "publishing_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "successor_id" bigint NULL REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_address_for_each_publication" UNIQUE ("kind", "slug"), CONSTRAINT "publication_kind_is_known" CHECK ("kind" IN ('condition', 'evidence', 'safety', 'article')), CONSTRAINT "withdrawal_has_date_and_reason_and_person" CHECK ((("withdrawn_at" IS NULL AND "withdrawn_by_id" IS NULL AND "withdrawn_reason" = '') OR ("withdrawn_at" IS NOT NULL AND "withdrawn_by_id" IS NOT NULL AND NOT ("withdrawn_reason" = '')))), CONSTRAINT "only_published_pages_are_withdrawn" CHECK (("withdrawn_at" IS NULL OR "current_id" IS NOT NULL)), CONSTRAINT "only_withdrawn_pages_have_a_successor" CHECK (("successor_id" IS NULL OR "withdrawn_at" IS NOT NULL)));
INSERT INTO "publishing_publication" VALUES(1,'condition','chronic-low-back-pain','2026-11-28 05:00:44.029187','Chronic low back pain','Acupuncture may ease long-lasting low back pain for a while, but much of that also happens with pretend needling.','chronic low back pain','Chronic low back pain
Acupuncture may ease long-lasting low back pain for a while, but much of that also happens with pretend needling.
AcuInfo editors, writing and research
Lumbago
Long-lasting backache
Persistent low back pain
Non-specific low back pain
Acupuncture may ease low back pain somewhat for a few months, compared with not having it. On average, the gain over usual care was below what reviewers called worthwhile. The certainty is low.
Pretend (sham) acupuncture copies the treatment without real needling at the usual points. It helps nearly as much, so the extra from real needles seems small.
Guidelines disagree. It is one option beside staying active, never instead of it.
You have new numbness around your genitals, your bottom or the inside of your thighs. Go to hospital now.
You cannot pass urine, or you have lost control of your bladder or bowels. Go to hospital now.
You have new or growing weakness or numbness in one or both legs.
Your back hurts and you have a fever, shivering, or feel very ill.
The pain began after a fall or accident, or after a small knock if your bones are weak.
You have had cancer, or you are losing weight without trying, and this back pain is new. Ask to be seen urgently.
Low back pain is felt between the ribs and the buttocks. It may spread into a leg. It is called chronic when it lasts for 12 weeks or more [[cms2020]]. Mostly, no single damaged part explains it. Doctors then call it non-specific low back pain. The pain is real, even when a scan looks normal. Sleep, worry, work and fitness can all change how much it hurts. A clinician checks first that nothing serious lies behind it.
Long-lasting back pain often goes up and down. Good weeks and bad weeks are usual. So pain can ease with time, whatever you try. Trials show this too. We have not gathered studies that follow people for many years.
A practitioner places thin, sterile needles in the skin. Common places are the back, the legs and the hands. The needles usually stay in for some minutes while you lie still. Some practitioners join a small electric current to them. Minor effects, such as bruises and soreness, are common. Serious harm is rare with trained people, but it can happen. Tell the practitioner about blood thinners, pregnancy, implants, immune problems or swollen limbs.
How long a benefit lasts. No clinician has checked the advice on this page yet.
Staying active
Keep up your usual activities as far as you can. Walking, swimming or gentle stretching are ways to begin.
An exercise programme
A physiotherapist can plan exercises with you, alone or in a group, and help you to build up slowly.
Psychological support
Talking therapies, such as cognitive behavioural therapy, aim to make pain take up less of your life.
Hands-on treatment
Massage or manual therapy is offered in some places, usually together with exercise.
Medicines
Ask a pharmacist or doctor which pain medicine is safe for you, and for how long. Do not stop one on your own.
Could anything serious be causing my back pain, and do I need any tests?
What should I try first, and could acupuncture be added to it?
How many sessions would we try, and when do we stop if nothing changes?
Do my medicines or other illnesses make needles riskier for me?
Who near me is properly trained and registered, and what does it cost?
National Institute for Health and Care Excellence (NICE), NG59
United Kingdom
People over 16 with low back pain, with or without sciatica
It says not to offer acupuncture, because the committee saw no convincing effect beyond pretend needling [[ng59]]. We read this in other publications, not in the guideline. It was updated in 2020 [[ng59]]. We could not check that this point stayed the same.
World Health Organization
International
Adults with chronic primary low back pain
Needling therapies such as acupuncture may be offered. This is a conditional recommendation of low certainty [[who2023]].
Centers for Medicare & Medicaid Services
United States
People on Medicare with low back pain for 12 weeks or more
This is a decision on payment, not a clinical guideline. Medicare pays for 12 visits, and 8 more if they help [[cms2020]]. The limit is 20 visits a year [[cms2020]].
American College of Physicians
United States
Adults with chronic low back pain
Start with care other than medicine. Acupuncture is one of several first choices [[acp2017]]. The advice for the whole group of choices is strong [[acp2017]].
American College of Physicians
United States
Adults with recent (acute or subacute) low back pain
Most people get better anyway. Acupuncture is among the first choices other than medicine, on low-quality evidence [[acp2017]].
National Institute for Health and Care Excellence (NICE), CG88
United Kingdom
People with low back pain
This older guideline offered a course of acupuncture. NG59 replaced it and reversed the advice in 2016 [[ng59]]. We read this in other publications. It is shown as history only.
NICE NG59 (2016)
They look at the same trials, but ask different questions. NICE asked whether real needles beat pretend ones, and was not convinced [[ng59]]. Others asked whether people do better with acupuncture than with usual care. Both answers can be true at once. Pretend needling also helps people, compared with nothing. Bodies also weigh cost and safety differently. This explanation is our own reading, not a statement by the bodies.
Low back pain
Low back pain
Low Back Pain','{"other_names": ["Lumbago", "Long-lasting backache", "Persistent low back pain", "Non-specific low back pain"]}',1,'2026-11-28 05:00:44.163421','2026-11-28 05:00:44.163421','2026-11-28','2028-11-28',NULL,'',NULL,1,NULL);
INSERT INTO "publishing_publication" VALUES(2,'evidence','back-disability-sham','2026-11-28 05:00:44.193243','Acupuncture compared with pretend (sham) acupuncture for low back pain: disability','Two older trials found no clear difference in disability between real and pretend needling.','chronic-low-back-pain 02 00 acupuncture compared with pretend (sham) acupuncture for low back pain: disability','Acupuncture compared with pretend (sham) acupuncture for low back pain: disability
Two older trials found no clear difference in disability between real and pretend needling.
AcuInfo editors, writing and research
Everyday tasks made hard by back pain
Pretend (sham) acupuncture
Adults with long-lasting low back pain that has no single known cause
Straight after treatment
Roland Morris questionnaire (RMDQ)
Two trials, a range on both sides of no difference, and a figure that does not repeat the condition. Our own rating.
Two trials with 367 people; the range includes a small gain and a small loss against pretend [[ahrq2010fig]].
The figure''s text does not repeat the condition; we inferred it from the trials.
Text description of Figure 8
AcuInfo editors
Pretend (sham) acupuncture copies the treatment with blunt tips, or with shallow needles away from the usual points. Two trials with 367 people compared it with real acupuncture [[ahrq2010fig]]. After real needling, disability was 0.81 points higher than after pretend needling [[ahrq2010fig]]. The range was 0.27 points lower to 1.9 points higher than with pretend needling [[ahrq2010fig]]. So there was no clear difference, and the average leaned slightly towards the pretend kind. Our own pooling of the rows below gives 0.80 against pretend needling, because the rows are rounded [[ahrq2010fig]]. This report is old, and later reviews replace it. We show it because every row of its figure could be checked.
Kwon 2007
Cherkin 2009
Acupuncture may result in little to no difference in disability compared with sham (pretend) acupuncture.','{"condition": "chronic-low-back-pain", "outcome": "disability", "outcome_label": "Everyday tasks made hard by back pain", "comparator": "sham", "comparator_label": "Pretend (sham) acupuncture", "certainty": "low", "certainty_label": "Low certainty", "rated_by": "acuinfo", "rated_by_label": "AcuInfo''s editors", "size": "little", "size_label": "Little or none", "direction": "harm", "verdict": "May make little or no difference", "statement": "Acupuncture may result in little to no difference in disability compared with sham (pretend) acupuncture.", "studies": 2, "participants": 367, "follow_up": "Straight after treatment", "measure": "MD", "effect": "0.81 (\u22120.27 to 1.9), MD", "interval_words": "anything from 0.27 points less to 1.9 points more", "below_noticeable": null, "no_trials": false, "searched": "", "source": "ahrq2010fig"}',0,'2026-11-28 05:00:44.303519','2026-11-28 05:00:44.303519','2026-11-28','2028-11-28',NULL,'',NULL,2,NULL);
INSERT INTO "publishing_publication" VALUES(3,'evidence','back-pain-with-usual-care','2026-11-28 05:00:44.348785','Acupuncture compared with usual care for low back pain: pain','Straight after a course, people had somewhat less pain than with usual care, but less than the review hoped for.','chronic-low-back-pain 00 02 acupuncture compared with usual care for low back pain: pain','Acupuncture compared with usual care for low back pain: pain
Straight after a course, people had somewhat less pain than with usual care, but less than the review hoped for.
AcuInfo editors, writing and research
How strong the pain is
Usual care, without acupuncture
Adults with long-lasting low back pain that has no single known cause
Straight after treatment (under 7 days)
Pain scale (VAS)
Average pain with usual care: 57.1 of 100 (SD 16.5)
The authors of the review rated this result low [[mu2020]]. We have not read their reasons one by one.
Summary of findings table 3, pain row
AcuInfo editors
Five trials compared acupuncture with usual care, in 1,054 adults with long-lasting low back pain [[mu2020]]. Straight after the course, pain was 10.26 points lower than with usual care, on a 100-point scale [[mu2020]]. The true gain may lie anywhere from 3.4 to 17.11 points lower than with usual care [[mu2020]]. Everyone knew who had acupuncture, and hope or attention can ease pain too. This comparison cannot tell the effect of the needles from those other effects.
Acupuncture may result in little to no difference in pain compared with usual care. The difference, 10.26 points, is smaller than the 15 points set as noticeable.','{"condition": "chronic-low-back-pain", "outcome": "pain", "outcome_label": "How strong the pain is", "comparator": "usual-care", "comparator_label": "Usual care, without acupuncture", "certainty": "low", "certainty_label": "Low certainty", "rated_by": "review-authors", "rated_by_label": "The authors of the review", "size": "little", "size_label": "Little or none", "direction": "benefit", "verdict": "May make little or no difference", "statement": "Acupuncture may result in little to no difference in pain compared with usual care. The difference, 10.26 points, is smaller than the 15 points set as noticeable.", "studies": 5, "participants": 1054, "follow_up": "Straight after treatment (under 7 days)", "measure": "MD", "effect": "\u221210.26 (\u221217.11 to \u22123.4), MD", "interval_words": "between 17.11 and 3.4 points less", "below_noticeable": true, "no_trials": false, "searched": "2019-08-29", "source": "mu2020"}',0,'2026-11-28 05:00:44.431095','2026-11-28 05:00:44.431095','2026-11-28','2028-11-28',NULL,'',NULL,3,NULL);
INSERT INTO "publishing_publication" VALUES(4,'safety','any-unwanted-effect','2026-11-28 05:00:44.463951','Any unwanted effect','Some people notice an unwanted effect of acupuncture, and nearly all of these are mild and pass.','01 any unwanted effect','Any unwanted effect
Some people notice an unwanted effect of acupuncture, and nearly all of these are mild and pass.
AcuInfo editors, writing and research
A review put together studies that followed people having acupuncture. An unwanted effect happened to 9.31 of every 100 people (likely range 5.1 to 14.62) [[baumler2021]]. That is about 1 person in 11 over a course [[baumler2021]]. Counted by session, it was 7.57 of every 100 treatments (1.43 to 17.95) [[baumler2021]]. About half were bleeding, pain or redness at the needle site [[baumler2021]]. Nearly all effects were mild [[baumler2021]]. The studies differed a great deal, so the true figure is uncertain. One UK survey asked patients directly. Within 3 months, 107 of every 1,000 people reported an effect (100 to 115) [[macpherson2004]].
Ask what to expect before the first needle goes in. Tell the practitioner about anything you did not expect. See a doctor if an effect does not settle.
over a course of treatment
Abstract, pooled results per patient','{"safety_kind": "side-effect", "safety_kind_label": "Side effect", "urgency": "good-to-know", "urgency_label": "Good to know", "covers": "", "covers_label": "", "rate_text": "9.31 of 100 people (95% interval 5.1 to 14.62) over a course of treatment", "rate": {"count": "9.31", "denominator": 100, "unit": "people", "low": "5.1", "high": "14.62", "period": "over a course of treatment"}}',1,'2026-11-28 05:00:44.528810','2026-11-28 05:00:44.528810','2026-11-28','2027-11-28',NULL,'',NULL,4,NULL);
INSERT INTO "publishing_publication" VALUES(5,'article','about','2026-11-28 05:00:44.556083','About AcuInfo','AcuInfo explains what research says about acupuncture for lasting pain in muscles, bones and joints.','04 about acuinfo','About AcuInfo
AcuInfo explains what research says about acupuncture for lasting pain in muscles, bones and joints.
AcuInfo editors, writing and research
What this site is for People who live with pain ask fair questions. Does acupuncture help my condition? How much, and compared with what? How sure are we? Is it safe for me? We try to answer them plainly. We do not sell treatments, and we do not try to win you over. Our rule No claim without a source. No source without a standing. No wording stronger than the evidence. Nothing public that was not approved. What you find here Pages on conditions, with one table of answers each. Summaries of single findings, with size and certainty. Safety notes, with rates where there are any. Articles and a glossary that explain the terms. A list of sources, each with its standing, and a log of changes. What it is not It is not medical advice for you as a person. It cannot replace someone who knows you and can examine you. Who writes it Editors write the pages from published research. A second person approves each page before it is public. The editorial policy tells how. Pages that no clinician has checked say so. How to reach us The organisation that runs this site answers letters and messages about it. It gives its address in this section before the site opens to the public. Tell us about mistakes, unclear words or pages you cannot use.','{"section": "about", "section_label": "About this site"}',1,'2026-11-28 05:00:44.603300','2026-11-28 05:00:44.603300','2026-11-28','2027-11-28',NULL,'',NULL,5,NULL);
INSERT INTO "publishing_publication" VALUES(6,'article','glossary-guideline','2026-11-28 05:00:44.624131','Guideline','Advice for clinicians, written by a body that weighed the evidence.','03 guideline','Guideline
Advice for clinicians, written by a body that weighed the evidence.
AcuInfo editors, writing and research
Guideline groups look at the research, the risks and the costs. Then they recommend, suggest or advise against a treatment. Groups can disagree. See Why guidelines differ .','{"section": "glossary", "section_label": "Glossary"}',1,'2026-11-28 05:00:44.661448','2026-11-28 05:00:47.144081','2026-11-28','2029-11-28',NULL,'',NULL,8,NULL);
INSERT INTO "publishing_publication" VALUES(7,'article','why-guidelines-differ','2026-11-28 05:00:44.688206','Why guidelines differ','Official guidance on acupuncture disagrees, mostly because groups compare it with different things.','02 why guidelines differ','Why guidelines differ
Official guidance on acupuncture disagrees, mostly because groups compare it with different things.
AcuInfo editors, writing and research
The same treatment, different answers Take low back pain that lasts. NICE, in England, said in 2016 not to offer acupuncture [[ng59]]. It saw no convincing effect beyond pretend needling. The American College of Physicians listed it in 2017 among the first choices [[acp2017]]. The World Health Organization said in 2023 that it may be offered, with low certainty [[who2023]]. We read both NICE guidelines only as other people quote them. We do not know whether an update of 2020 changed the first one [[ng59]]. Why? Different comparisons. Some groups ask whether real needles beat pretend ones. Others ask whether people do better than with usual care alone. Different bars. Some groups want a difference that people notice. Others accept a small one when risks are low. Different health systems. Cost and the other choices at hand differ. The first reason may explain most of it. That is our reading, not a finding of a study. What you can do Ask your clinician which guideline they follow and why. Each condition page lists what guidelines say about it.','{"section": "research-explained", "section_label": "Research explained"}',1,'2026-11-28 05:00:44.757030','2026-11-28 05:00:44.757030','2026-11-28','2029-11-28','2026-11-28 05:00:47.174417','It is being written anew.',4,7,NULL);
INSERT INTO "publishing_publication" VALUES(8,'evidence','never-published','2026-11-28 05:00:47.186625','','','','','{}',0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
CREATE TABLE "conditions_condition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "summary" varchar(400) NOT NULL, "authors" text NOT NULL, "review_cycle_months" smallint unsigned NOT NULL CHECK ("review_cycle_months" >= 0), "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "updated_at" datetime NOT NULL, "other_names" text NOT NULL, "what_it_is" text NOT NULL, "without_treatment" text NOT NULL, "what_it_involves" text NOT NULL, "unknowns" text NOT NULL, "why_guidelines_differ" text NOT NULL, "owner_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "publication_id" bigint NOT NULL UNIQUE REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "substitute_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "updated_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_condition" VALUES(1,'Chronic low back pain','Acupuncture may ease long-lasting low back pain for a while, but much of that also happens with pretend needling.','AcuInfo editors, writing and research',24,1,'2026-11-28 05:00:44.038966','Lumbago
Long-lasting backache
Persistent low back pain
Non-specific low back pain','<p>
Low back pain is felt between the ribs and the buttocks.
It may spread into a leg.
It is called chronic when it lasts for 12 weeks or more [[cms2020]].
Mostly, no single damaged part explains it.
Doctors then call it non-specific low back pain.
The pain is real, even when a scan looks normal.
</p>
<p>
Sleep, worry, work and fitness can all change how much it hurts.
A clinician checks first that nothing serious lies behind it.
</p>','<p>
Long-lasting back pain often goes up and down.
Good weeks and bad weeks are usual.
So pain can ease with time, whatever you try.
</p>
<p>
Trials show this too.
We have not gathered studies that follow people for many years.
</p>','<p>
A practitioner places thin, sterile needles in the skin.
Common places are the back, the legs and the hands.
The needles usually stay in for some minutes while you lie still.
Some practitioners join a small electric current to them.
</p>
<p>
Minor effects, such as bruises and soreness, are common.
Serious harm is rare with trained people, but it can happen.
Tell the practitioner about blood thinners, pregnancy, implants, immune problems or swollen limbs.
</p>','<ul>
<li>How long a benefit lasts.</li>
<li>No clinician has checked the advice on this page yet.</li>
</ul>','<p>
They look at the same trials, but ask different questions.
NICE asked whether real needles beat pretend ones, and was not convinced [[ng59]].
Others asked whether people do better with acupuncture than with usual care.
Both answers can be true at once.
Pretend needling also helps people, compared with nothing.
</p>
<p>
Bodies also weigh cost and safety differently.
This explanation is our own reading, not a statement by the bodies.
</p>',NULL,1,NULL,1);
CREATE TABLE "conditions_guidelinestatement" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "body" varchar(200) NOT NULL, "country" varchar(100) NOT NULL, "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "population" varchar(300) NOT NULL, "position" varchar(20) NOT NULL, "statement" text NOT NULL, "url" varchar(500) NOT NULL, "superseded_by" varchar(200) NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_guidelinestatement" VALUES(1,'National Institute for Health and Care Excellence (NICE), NG59','United Kingdom',2016,'People over 16 with low back pain, with or without sciatica','against','It says not to offer acupuncture, because the committee saw no convincing effect beyond pretend needling [[ng59]]. We read this in other publications, not in the guideline. It was updated in 2020 [[ng59]]. We could not check that this point stayed the same.','https://www.nice.org.uk/guidance/ng59','',1,8);
INSERT INTO "conditions_guidelinestatement" VALUES(2,'American College of Physicians','United States',2017,'Adults with chronic low back pain','for','Start with care other than medicine. Acupuncture is one of several first choices [[acp2017]]. The advice for the whole group of choices is strong [[acp2017]].','','',1,1);
INSERT INTO "conditions_guidelinestatement" VALUES(3,'American College of Physicians','United States',2017,'Adults with recent (acute or subacute) low back pain','for','Most people get better anyway. Acupuncture is among the first choices other than medicine, on low-quality evidence [[acp2017]].','','',1,1);
INSERT INTO "conditions_guidelinestatement" VALUES(4,'World Health Organization','International',2023,'Adults with chronic primary low back pain','consider','Needling therapies such as acupuncture may be offered. This is a conditional recommendation of low certainty [[who2023]].','https://www.ncbi.nlm.nih.gov/books/NBK599210/','',1,9);
INSERT INTO "conditions_guidelinestatement" VALUES(5,'Centers for Medicare & Medicaid Services','United States',2020,'People on Medicare with low back pain for 12 weeks or more','consider','This is a decision on payment, not a clinical guideline. Medicare pays for 12 visits, and 8 more if they help [[cms2020]]. The limit is 20 visits a year [[cms2020]].','','',1,5);
INSERT INTO "conditions_guidelinestatement" VALUES(6,'National Institute for Health and Care Excellence (NICE), CG88','United Kingdom',2009,'People with low back pain','for','This older guideline offered a course of acupuncture. NG59 replaced it and reversed the advice in 2016 [[ng59]]. We read this in other publications. It is shown as history only.','','NICE NG59 (2016)',1,8);
CREATE TABLE "conditions_keymessage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "text" text NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_keymessage" VALUES(1,1,'Acupuncture may ease low back pain somewhat for a few months, compared with not having it. On average, the gain over usual care was below what reviewers called worthwhile. The certainty is low.',1);
INSERT INTO "conditions_keymessage" VALUES(2,2,'Pretend (sham) acupuncture copies the treatment without real needling at the usual points. It helps nearly as much, so the extra from real needles seems small.',1);
INSERT INTO "conditions_keymessage" VALUES(3,3,'Guidelines disagree. It is one option beside staying active, never instead of it.',1);
CREATE TABLE "conditions_otheroption" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "title" varchar(200) NOT NULL, "text" text NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_otheroption" VALUES(1,1,'Staying active','Keep up your usual activities as far as you can. Walking, swimming or gentle stretching are ways to begin.',1);
INSERT INTO "conditions_otheroption" VALUES(2,2,'An exercise programme','A physiotherapist can plan exercises with you, alone or in a group, and help you to build up slowly.',1);
INSERT INTO "conditions_otheroption" VALUES(3,3,'Psychological support','Talking therapies, such as cognitive behavioural therapy, aim to make pain take up less of your life.',1);
INSERT INTO "conditions_otheroption" VALUES(4,4,'Hands-on treatment','Massage or manual therapy is offered in some places, usually together with exercise.',1);
INSERT INTO "conditions_otheroption" VALUES(5,5,'Medicines','Ask a pharmacist or doctor which pain medicine is safe for you, and for how long. Do not stop one on your own.',1);
CREATE TABLE "conditions_question" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "text" text NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_question" VALUES(1,1,'Could anything serious be causing my back pain, and do I need any tests?',1);
INSERT INTO "conditions_question" VALUES(2,2,'What should I try first, and could acupuncture be added to it?',1);
INSERT INTO "conditions_question" VALUES(3,3,'How many sessions would we try, and when do we stop if nothing changes?',1);
INSERT INTO "conditions_question" VALUES(4,4,'Do my medicines or other illnesses make needles riskier for me?',1);
INSERT INTO "conditions_question" VALUES(5,5,'Who near me is properly trained and registered, and what does it cost?',1);
CREATE TABLE "conditions_redflag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "text" text NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_redflag" VALUES(1,1,'You have new numbness around your genitals, your bottom or the inside of your thighs. Go to hospital now.',1);
INSERT INTO "conditions_redflag" VALUES(2,2,'You cannot pass urine, or you have lost control of your bladder or bowels. Go to hospital now.',1);
INSERT INTO "conditions_redflag" VALUES(3,3,'You have new or growing weakness or numbness in one or both legs.',1);
INSERT INTO "conditions_redflag" VALUES(4,4,'Your back hurts and you have a fever, shivering, or feel very ill.',1);
INSERT INTO "conditions_redflag" VALUES(5,5,'The pain began after a fall or accident, or after a small knock if your bones are weak.',1);
INSERT INTO "conditions_redflag" VALUES(6,6,'You have had cancer, or you are losing weight without trying, and this back pain is new. Ask to be seen urgently.',1);
CREATE TABLE "conditions_safetynote_conditions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "safetynote_id" bigint NOT NULL REFERENCES "conditions_safetynote" ("id") DEFERRABLE INITIALLY DEFERRED, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "conditions_taggedcondition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_object_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "publishing_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_taggedcondition" VALUES(1,1,1);
INSERT INTO "conditions_taggedcondition" VALUES(2,1,6);
INSERT INTO "conditions_taggedcondition" VALUES(3,1,4);
INSERT INTO "conditions_taggedcondition" VALUES(4,1,2);
INSERT INTO "conditions_taggedcondition" VALUES(5,1,3);
CREATE TABLE "conditions_taggedevidence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_object_id" bigint NOT NULL REFERENCES "conditions_evidencesummary" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "publishing_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_taggedevidence" VALUES(1,1,1);
INSERT INTO "conditions_taggedevidence" VALUES(2,1,2);
INSERT INTO "conditions_taggedevidence" VALUES(3,1,3);
INSERT INTO "conditions_taggedevidence" VALUES(4,2,1);
INSERT INTO "conditions_taggedevidence" VALUES(5,2,2);
CREATE TABLE "conditions_taggedsafety" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_object_id" bigint NOT NULL REFERENCES "conditions_safetynote" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "publishing_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "conditions_taggedsafety" VALUES(1,1,8);
INSERT INTO "conditions_taggedsafety" VALUES(2,1,5);
CREATE TABLE "conditions_conditioncode" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "system" varchar(12) NOT NULL, "code" varchar(40) NOT NULL, "label" varchar(300) NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "code_is_given_once" UNIQUE ("condition_id", "system", "code"));
INSERT INTO "conditions_conditioncode" VALUES(1,1,'icd-10','M54.5','Low back pain',1);
INSERT INTO "conditions_conditioncode" VALUES(2,2,'snomed-ct','279039007','Low back pain',1);
INSERT INTO "conditions_conditioncode" VALUES(3,3,'mesh','D017116','Low Back Pain',1);
CREATE TABLE "conditions_downgrade" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "domain" varchar(20) NOT NULL, "levels" smallint unsigned NOT NULL CHECK ("levels" >= 0), "reason" text NOT NULL, "evidence_id" bigint NOT NULL REFERENCES "conditions_evidencesummary" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "domain_is_rated_once" UNIQUE ("evidence_id", "domain"));
INSERT INTO "conditions_downgrade" VALUES(1,1,'imprecision',1,'Two trials with 367 people; the range includes a small gain and a small loss against pretend [[ahrq2010fig]].',1);
INSERT INTO "conditions_downgrade" VALUES(2,2,'indirectness',1,'The figure''s text does not repeat the condition; we inferred it from the trials.',1);
CREATE TABLE "conditions_notapplicablecaution" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "caution" varchar(20) NOT NULL, "reason" varchar(300) NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "caution_is_excepted_once" UNIQUE ("condition_id", "caution"));
CREATE TABLE "conditions_evidencesummary" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "summary" varchar(400) NOT NULL, "authors" text NOT NULL, "review_cycle_months" smallint unsigned NOT NULL CHECK ("review_cycle_months" >= 0), "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "updated_at" datetime NOT NULL, "outcome" varchar(20) NOT NULL, "outcome_detail" varchar(300) NOT NULL, "comparator" varchar(20) NOT NULL, "comparator_detail" varchar(300) NOT NULL, "population" varchar(400) NOT NULL, "follow_up" varchar(300) NOT NULL, "no_trials" bool NOT NULL, "searched" varchar(10) NOT NULL, "measure" varchar(8) NOT NULL, "estimate" decimal NULL, "ci_low" decimal NULL, "ci_high" decimal NULL, "ci_level" smallint unsigned NOT NULL CHECK ("ci_level" >= 0), "size_in_words" varchar(10) NOT NULL, "direction_in_words" varchar(10) NOT NULL, "scale_name" varchar(200) NOT NULL, "scale_minimum" decimal NULL, "scale_maximum" decimal NULL, "scale_better" varchar(8) NOT NULL, "scale_small" decimal NULL, "scale_moderate" decimal NULL, "scale_large" decimal NULL, "noticeable_difference" decimal NULL, "baseline_risk" decimal NULL, "baseline_note" varchar(300) NOT NULL, "reexpression_scale" varchar(200) NOT NULL, "reexpression_minimum" decimal NULL, "reexpression_maximum" decimal NULL, "reexpression_sd" decimal NULL, "studies" integer unsigned NULL CHECK ("studies" >= 0), "participants" integer unsigned NULL CHECK ("participants" >= 0), "i_squared" decimal NULL, "certainty" varchar(12) NOT NULL, "certainty_reason" text NOT NULL, "rated_by" varchar(16) NOT NULL, "locator" varchar(300) NOT NULL, "extracted_by" varchar(200) NOT NULL, "checked_by" varchar(200) NOT NULL, "explanation" text NOT NULL, "own_sentence" text NOT NULL, "pooling" varchar(12) NOT NULL, "hartung_knapp" bool NOT NULL, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED, "noticeable_source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "publication_id" bigint NOT NULL UNIQUE REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "reexpression_source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, "scale_thresholds_source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, "substitute_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "updated_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "interval_has_both_ends" CHECK ((("ci_high" IS NULL AND "ci_low" IS NULL) OR ("ci_high" IS NOT NULL AND "ci_low" IS NOT NULL))), CONSTRAINT "interval_contains_the_estimate" CHECK (("estimate" IS NULL OR "ci_low" IS NULL OR ("ci_high" >= ("estimate") AND "ci_low" <= ("estimate")))), CONSTRAINT "no_trials_means_no_estimate" CHECK ((NOT "no_trials" OR "estimate" IS NULL)), CONSTRAINT "checker_is_not_extractor" CHECK (("checked_by" = '' OR NOT ("checked_by" LIKE ("extracted_by") ESCAPE '\'))), CONSTRAINT "i_squared_is_a_percentage" CHECK (("i_squared" IS NULL OR ("i_squared" >= '0' AND "i_squared" <= '100'))), CONSTRAINT "baseline_risk_is_a_share" CHECK (("baseline_risk" IS NULL OR ("baseline_risk" >= '0' AND "baseline_risk" <= '1'))), CONSTRAINT "ratios_are_positive" CHECK ((NOT ("measure" IN ('RR', 'OR')) OR "estimate" IS NULL OR ("estimate" > '0' AND ("ci_low" IS NULL OR "ci_low" > '0')))));
INSERT INTO "conditions_evidencesummary" VALUES(1,'Acupuncture compared with pretend (sham) acupuncture for low back pain: disability','Two older trials found no clear difference in disability between real and pretend needling.','AcuInfo editors, writing and research',24,1,'2026-11-28 05:00:44.216978','disability','Everyday tasks made hard by back pain','sham','Pretend (sham) acupuncture','Adults with long-lasting low back pain that has no single known cause','Straight after treatment',0,'','MD',0.81,-0.27,1.9,95,'little','','Roland Morris questionnaire (RMDQ)',NULL,NULL,'lower',NULL,NULL,NULL,NULL,NULL,'','',NULL,NULL,NULL,2,367,0,'low','Two trials, a range on both sides of no difference, and a figure that does not repeat the condition. Our own rating.','acuinfo','Text description of Figure 8','AcuInfo editors','','<p>
Pretend (sham) acupuncture copies the treatment with blunt tips, or with shallow needles away from the usual points.
Two trials with 367 people compared it with real acupuncture [[ahrq2010fig]].
After real needling, disability was 0.81 points higher than after pretend needling [[ahrq2010fig]].
The range was 0.27 points lower to 1.9 points higher than with pretend needling [[ahrq2010fig]].
So there was no clear difference, and the average leaned slightly towards the pretend kind.
Our own pooling of the rows below gives 0.80 against pretend needling, because the rows are rounded [[ahrq2010fig]].
This report is old, and later reviews replace it.
We show it because every row of its figure could be checked.
</p>','','random-dl',0,1,NULL,NULL,2,NULL,NULL,2,NULL,1);
INSERT INTO "conditions_evidencesummary" VALUES(2,'Acupuncture compared with usual care for low back pain: pain','Straight after a course, people had somewhat less pain than with usual care, but less than the review hoped for.','AcuInfo editors, writing and research',24,1,'2026-11-28 05:00:44.357296','pain','How strong the pain is','usual-care','Usual care, without acupuncture','Adults with long-lasting low back pain that has no single known cause','Straight after treatment (under 7 days)',0,'2019-08-29','MD',-10.26,-17.11,-3.4,95,'','','Pain scale (VAS)',0,100,'lower',NULL,NULL,NULL,15,NULL,'Average pain with usual care: 57.1 of 100 (SD 16.5)','',NULL,NULL,NULL,5,1054,NULL,'low','The authors of the review rated this result low [[mu2020]]. We have not read their reasons one by one.','review-authors','Summary of findings table 3, pain row','AcuInfo editors','','<p>
Five trials compared acupuncture with usual care, in 1,054 adults with long-lasting low back pain [[mu2020]].
Straight after the course, pain was 10.26 points lower than with usual care, on a 100-point scale [[mu2020]].
The true gain may lie anywhere from 3.4 to 17.11 points lower than with usual care [[mu2020]].
Everyone knew who had acupuncture, and hope or attention can ease pain too.
This comparison cannot tell the effect of the needles from those other effects.
</p>','','random-dl',0,1,10,NULL,3,NULL,NULL,7,NULL,1);
INSERT INTO "conditions_evidencesummary" VALUES(3,'Never published','Two drafts < one page.','',24,0,'2026-11-28 05:00:47.209106','pain','','sham','','','',0,'','MD',NULL,NULL,NULL,95,'','','VAS',0,100,'lower',NULL,NULL,NULL,15,NULL,'','',NULL,NULL,NULL,NULL,NULL,NULL,'not-rated','','','','','','','A sentence of the editor''s own.','random-dl',0,1,NULL,NULL,8,NULL,NULL,NULL,NULL,2);
CREATE TABLE "conditions_safetynote" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "summary" varchar(400) NOT NULL, "authors" text NOT NULL, "review_cycle_months" smallint unsigned NOT NULL CHECK ("review_cycle_months" >= 0), "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "updated_at" datetime NOT NULL, "safety_kind" varchar(20) NOT NULL, "urgency" varchar(16) NOT NULL, "covers" varchar(20) NOT NULL, "what_it_is" text NOT NULL, "what_to_do" text NOT NULL, "rate_count" decimal NULL, "rate_denominator" integer unsigned NULL CHECK ("rate_denominator" >= 0), "rate_unit" varchar(12) NOT NULL, "rate_low" decimal NULL, "rate_high" decimal NULL, "rate_period" varchar(200) NOT NULL, "locator" varchar(300) NOT NULL, "owner_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "publication_id" bigint NOT NULL UNIQUE REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, "substitute_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "updated_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "harm_rate_is_complete" CHECK ((("rate_count" IS NULL AND "rate_denominator" IS NULL) OR ("rate_count" >= '0' AND "rate_count" <= ("rate_denominator") AND "rate_denominator" >= 1 AND NOT ("rate_unit" = '')))), CONSTRAINT "harm_interval_contains_the_rate" CHECK ((("rate_low" IS NULL AND "rate_high" IS NULL) OR ("rate_high" >= ("rate_count") AND "rate_low" <= ("rate_count")))));
INSERT INTO "conditions_safetynote" VALUES(1,'Any unwanted effect','Some people notice an unwanted effect of acupuncture, and nearly all of these are mild and pass.','AcuInfo editors, writing and research',12,1,'2026-11-28 05:00:44.472460','side-effect','good-to-know','','<p>A review put together studies that followed people having acupuncture.</p>
<p>An unwanted effect happened to 9.31 of every 100 people (likely range 5.1 to 14.62) [[baumler2021]].
That is about 1 person in 11 over a course [[baumler2021]].</p>
<p>Counted by session, it was 7.57 of every 100 treatments (1.43 to 17.95) [[baumler2021]].</p>
<p>About half were bleeding, pain or redness at the needle site [[baumler2021]].
Nearly all effects were mild [[baumler2021]].</p>
<p>The studies differed a great deal, so the true figure is uncertain.
One UK survey asked patients directly.
Within 3 months, 107 of every 1,000 people reported an effect (100 to 115) [[macpherson2004]].</p>','<ul>
<li>Ask what to expect before the first needle goes in.</li>
<li>Tell the practitioner about anything you did not expect.</li>
<li>See a doctor if an effect does not settle.</li>
</ul>',9.31,100,'people',5.1,14.62,'over a course of treatment','Abstract, pooled results per patient',NULL,4,3,NULL,1);
CREATE TABLE "conditions_trial" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "label" varchar(200) NOT NULL, "year" smallint unsigned NULL CHECK ("year" >= 0), "subgroup" varchar(200) NOT NULL, "effect" decimal NULL, "ci_low" decimal NULL, "ci_high" decimal NULL, "n_treatment" integer unsigned NULL CHECK ("n_treatment" >= 0), "mean_treatment" decimal NULL, "sd_treatment" decimal NULL, "events_treatment" integer unsigned NULL CHECK ("events_treatment" >= 0), "n_control" integer unsigned NULL CHECK ("n_control" >= 0), "mean_control" decimal NULL, "sd_control" decimal NULL, "events_control" integer unsigned NULL CHECK ("events_control" >= 0), "evidence_id" bigint NOT NULL REFERENCES "conditions_evidencesummary" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "trial_interval_contains_its_effect" CHECK ((("ci_low" IS NULL AND "ci_high" IS NULL) OR ("ci_high" >= ("effect") AND "ci_low" <= ("effect") AND "effect" IS NOT NULL))), CONSTRAINT "standard_deviations_are_not_negative" CHECK ((("sd_treatment" IS NULL OR "sd_treatment" >= '0') AND ("sd_control" IS NULL OR "sd_control" >= '0'))), CONSTRAINT "arms_have_participants" CHECK ((("n_treatment" IS NULL OR "n_treatment" >= 1) AND ("n_control" IS NULL OR "n_control" >= 1))), CONSTRAINT "events_are_not_more_than_people" CHECK ((("events_treatment" IS NULL OR ("events_treatment" <= ("n_treatment") AND "n_treatment" IS NOT NULL)) AND ("events_control" IS NULL OR ("events_control" <= ("n_control") AND "n_control" IS NOT NULL)))));
INSERT INTO "conditions_trial" VALUES(1,1,'Kwon 2007',2007,'',NULL,NULL,NULL,24,5.16,4.9,NULL,23,4.92,4.8,NULL,1,2);
INSERT INTO "conditions_trial" VALUES(2,2,'Cherkin 2009',2009,'',NULL,NULL,NULL,158,6.3,5.7,NULL,162,5.4,4.9,NULL,1,4);
CREATE TABLE "articles_article" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "summary" varchar(400) NOT NULL, "authors" text NOT NULL, "review_cycle_months" smallint unsigned NOT NULL CHECK ("review_cycle_months" >= 0), "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "updated_at" datetime NOT NULL, "section" varchar(20) NOT NULL, "body" text NOT NULL, "owner_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "publication_id" bigint NOT NULL UNIQUE REFERENCES "publishing_publication" ("id") DEFERRABLE INITIALLY DEFERRED, "substitute_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "updated_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "articles_article" VALUES(1,'About AcuInfo','AcuInfo explains what research says about acupuncture for lasting pain in muscles, bones and joints.','AcuInfo editors, writing and research',12,1,'2026-11-28 05:00:44.559152','about','<h2>What this site is for</h2>
<p>People who live with pain ask fair questions.
Does acupuncture help my condition?
How much, and compared with what?
How sure are we?
Is it safe for me?</p>
<p>We try to answer them plainly.
We do not sell treatments, and we do not try to win you over.</p>
<h2>Our rule</h2>
<blockquote><p>No claim without a source. No source without a standing. No wording stronger than the evidence. Nothing public that was not approved.</p></blockquote>
<h2>What you find here</h2>
<ul>
<li>Pages on conditions, with one table of answers each.</li>
<li>Summaries of single findings, with size and certainty.</li>
<li>Safety notes, with rates where there are any.</li>
<li>Articles and a glossary that explain the terms.</li>
<li>A list of sources, each with its standing, and a log of changes.</li>
</ul>
<h2>What it is not</h2>
<p>It is not medical advice for you as a person.
It cannot replace someone who knows you and can examine you.</p>
<h2>Who writes it</h2>
<p>Editors write the pages from published research.
A second person approves each page before it is public.
The editorial policy tells how.
Pages that no clinician has checked say so.</p>
<h2>How to reach us</h2>
<p>The organisation that runs this site answers letters and messages about it.
It gives its address in this section before the site opens to the public.
Tell us about mistakes, unclear words or pages you cannot use.</p>',NULL,5,NULL,1);
INSERT INTO "articles_article" VALUES(2,'Guideline','Advice for clinicians, written by a body that weighed the evidence.','AcuInfo editors, writing and research',36,1,'2026-11-28 05:00:47.014920','glossary','<p>Guideline groups look at the research, the risks and the costs.
Then they recommend, suggest or advise against a treatment.</p>
<p>Groups can disagree.
See <a href="/articles/why-guidelines-differ/">Why guidelines differ</a>.</p>',NULL,6,NULL,2);
INSERT INTO "articles_article" VALUES(3,'Why guidelines differ','Official guidance on acupuncture disagrees, mostly because groups compare it with different things.','AcuInfo editors, writing and research',36,1,'2026-11-28 05:00:44.701683','research-explained','<h2>The same treatment, different answers</h2>
<p>Take low back pain that lasts.</p>
<ul>
<li>NICE, in England, said in 2016 not to offer acupuncture [[ng59]].
It saw no convincing effect beyond pretend needling.</li>
<li>The American College of Physicians listed it in 2017 among the first choices [[acp2017]].</li>
<li>The World Health Organization said in 2023 that it may be offered, with low certainty [[who2023]].</li>
</ul>
<p>We read both NICE guidelines only as other people quote them.
We do not know whether an update of 2020 changed the first one [[ng59]].</p>
<h2>Why?</h2>
<ul>
<li><strong>Different comparisons.</strong> Some groups ask whether real needles beat pretend ones.
Others ask whether people do better than with usual care alone.</li>
<li><strong>Different bars.</strong> Some groups want a difference that people notice.
Others accept a small one when risks are low.</li>
<li><strong>Different health systems.</strong> Cost and the other choices at hand differ.</li>
</ul>
<p>The first reason may explain most of it.
That is our reading, not a finding of a study.</p>
<h2>What you can do</h2>
<p>Ask your clinician which guideline they follow and why.
Each condition page lists what guidelines say about it.</p>',NULL,7,NULL,1);
CREATE TABLE "articles_article_conditions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "article_id" bigint NOT NULL REFERENCES "articles_article" ("id") DEFERRABLE INITIALLY DEFERRED, "condition_id" bigint NOT NULL REFERENCES "conditions_condition" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "articles_article_sources" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "article_id" bigint NOT NULL REFERENCES "articles_article" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NOT NULL REFERENCES "sources_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "articles_article_sources" VALUES(1,3,8);
INSERT INTO "articles_article_sources" VALUES(2,3,1);
INSERT INTO "articles_article_sources" VALUES(3,3,9);
CREATE TABLE "articles_taggedarticle" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_object_id" bigint NOT NULL REFERENCES "articles_article" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "publishing_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "articles_taggedarticle" VALUES(1,1,8);
INSERT INTO "articles_taggedarticle" VALUES(2,2,6);
INSERT INTO "articles_taggedarticle" VALUES(3,2,7);
INSERT INTO "articles_taggedarticle" VALUES(4,3,6);
INSERT INTO "articles_taggedarticle" VALUES(5,3,7);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'sources','source');
INSERT INTO "django_content_type" VALUES(2,'publishing','publication');
INSERT INTO "django_content_type" VALUES(3,'publishing','edition');
INSERT INTO "django_content_type" VALUES(4,'publishing','publicationtext');
INSERT INTO "django_content_type" VALUES(5,'publishing','change');
INSERT INTO "django_content_type" VALUES(6,'publishing','formeraddress');
INSERT INTO "django_content_type" VALUES(7,'publishing','review');
INSERT INTO "django_content_type" VALUES(8,'publishing','tag');
INSERT INTO "django_content_type" VALUES(9,'publishing','tagalias');
INSERT INTO "django_content_type" VALUES(10,'conditions','condition');
INSERT INTO "django_content_type" VALUES(11,'conditions','evidencesummary');
INSERT INTO "django_content_type" VALUES(12,'conditions','guidelinestatement');
INSERT INTO "django_content_type" VALUES(13,'conditions','keymessage');
INSERT INTO "django_content_type" VALUES(14,'conditions','otheroption');
INSERT INTO "django_content_type" VALUES(15,'conditions','question');
INSERT INTO "django_content_type" VALUES(16,'conditions','redflag');
INSERT INTO "django_content_type" VALUES(17,'conditions','safetynote');
INSERT INTO "django_content_type" VALUES(18,'conditions','taggedcondition');
INSERT INTO "django_content_type" VALUES(19,'conditions','taggedevidence');
INSERT INTO "django_content_type" VALUES(20,'conditions','taggedsafety');
INSERT INTO "django_content_type" VALUES(21,'conditions','trial');
INSERT INTO "django_content_type" VALUES(22,'conditions','conditioncode');
INSERT INTO "django_content_type" VALUES(23,'conditions','downgrade');
INSERT INTO "django_content_type" VALUES(24,'conditions','notapplicablecaution');
INSERT INTO "django_content_type" VALUES(25,'articles','article');
INSERT INTO "django_content_type" VALUES(26,'articles','taggedarticle');
INSERT INTO "django_content_type" VALUES(27,'admin','logentry');
INSERT INTO "django_content_type" VALUES(28,'auth','permission');
INSERT INTO "django_content_type" VALUES(29,'auth','group');
INSERT INTO "django_content_type" VALUES(30,'auth','user');
INSERT INTO "django_content_type" VALUES(31,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(32,'sessions','session');
INSERT INTO "django_content_type" VALUES(33,'taggit','tag');
INSERT INTO "django_content_type" VALUES(34,'taggit','taggeditem');
INSERT INTO "django_content_type" VALUES(35,'otp_totp','totpdevice');
INSERT INTO "django_content_type" VALUES(36,'otp_static','staticdevice');
INSERT INTO "django_content_type" VALUES(37,'otp_static','statictoken');
INSERT INTO "django_content_type" VALUES(38,'axes','accessattempt');
INSERT INTO "django_content_type" VALUES(39,'axes','accesslog');
INSERT INTO "django_content_type" VALUES(40,'axes','accessfailurelog');
INSERT INTO "django_content_type" VALUES(41,'axes','accessattemptexpiration');
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_source','Can add source');
INSERT INTO "auth_permission" VALUES(2,1,'change_source','Can change source');
INSERT INTO "auth_permission" VALUES(3,1,'delete_source','Can delete source');
INSERT INTO "auth_permission" VALUES(4,1,'view_source','Can view source');
INSERT INTO "auth_permission" VALUES(5,2,'view_publication','Can view publication');
INSERT INTO "auth_permission" VALUES(6,2,'approve_publication','Can review drafts: approve or ask for changes');
INSERT INTO "auth_permission" VALUES(7,2,'publish_publication','Can publish, withdraw, reinstate and move pages');
INSERT INTO "auth_permission" VALUES(8,3,'view_edition','Can view edition');
INSERT INTO "auth_permission" VALUES(9,5,'view_change','Can view change');
INSERT INTO "auth_permission" VALUES(10,6,'add_formeraddress','Can add former address');
INSERT INTO "auth_permission" VALUES(11,6,'change_formeraddress','Can change former address');
INSERT INTO "auth_permission" VALUES(12,6,'delete_formeraddress','Can delete former address');
INSERT INTO "auth_permission" VALUES(13,6,'view_formeraddress','Can view former address');
INSERT INTO "auth_permission" VALUES(14,7,'view_review','Can view review');
INSERT INTO "auth_permission" VALUES(15,8,'add_tag','Can add tag');
INSERT INTO "auth_permission" VALUES(16,8,'change_tag','Can change tag');
INSERT INTO "auth_permission" VALUES(17,8,'delete_tag','Can delete tag');
INSERT INTO "auth_permission" VALUES(18,8,'view_tag','Can view tag');
INSERT INTO "auth_permission" VALUES(19,9,'add_tagalias','Can add tag alias');
INSERT INTO "auth_permission" VALUES(20,9,'change_tagalias','Can change tag alias');
INSERT INTO "auth_permission" VALUES(21,9,'delete_tagalias','Can delete tag alias');
INSERT INTO "auth_permission" VALUES(22,9,'view_tagalias','Can view tag alias');
INSERT INTO "auth_permission" VALUES(23,10,'add_condition','Can add condition');
INSERT INTO "auth_permission" VALUES(24,10,'change_condition','Can change condition');
INSERT INTO "auth_permission" VALUES(25,10,'delete_condition','Can delete condition');
INSERT INTO "auth_permission" VALUES(26,10,'view_condition','Can view condition');
INSERT INTO "auth_permission" VALUES(27,11,'add_evidencesummary','Can add evidence summary');
INSERT INTO "auth_permission" VALUES(28,11,'change_evidencesummary','Can change evidence summary');
INSERT INTO "auth_permission" VALUES(29,11,'delete_evidencesummary','Can delete evidence summary');
INSERT INTO "auth_permission" VALUES(30,11,'view_evidencesummary','Can view evidence summary');
INSERT INTO "auth_permission" VALUES(31,12,'add_guidelinestatement','Can add guideline statement');
INSERT INTO "auth_permission" VALUES(32,12,'change_guidelinestatement','Can change guideline statement');
INSERT INTO "auth_permission" VALUES(33,12,'delete_guidelinestatement','Can delete guideline statement');
INSERT INTO "auth_permission" VALUES(34,12,'view_guidelinestatement','Can view guideline statement');
INSERT INTO "auth_permission" VALUES(35,13,'add_keymessage','Can add key message');
INSERT INTO "auth_permission" VALUES(36,13,'change_keymessage','Can change key message');
INSERT INTO "auth_permission" VALUES(37,13,'delete_keymessage','Can delete key message');
INSERT INTO "auth_permission" VALUES(38,13,'view_keymessage','Can view key message');
INSERT INTO "auth_permission" VALUES(39,14,'add_otheroption','Can add other option');
INSERT INTO "auth_permission" VALUES(40,14,'change_otheroption','Can change other option');
INSERT INTO "auth_permission" VALUES(41,14,'delete_otheroption','Can delete other option');
INSERT INTO "auth_permission" VALUES(42,14,'view_otheroption','Can view other option');
INSERT INTO "auth_permission" VALUES(43,15,'add_question','Can add question');
INSERT INTO "auth_permission" VALUES(44,15,'change_question','Can change question');
INSERT INTO "auth_permission" VALUES(45,15,'delete_question','Can delete question');
INSERT INTO "auth_permission" VALUES(46,15,'view_question','Can view question');
INSERT INTO "auth_permission" VALUES(47,16,'add_redflag','Can add red flag');
INSERT INTO "auth_permission" VALUES(48,16,'change_redflag','Can change red flag');
INSERT INTO "auth_permission" VALUES(49,16,'delete_redflag','Can delete red flag');
INSERT INTO "auth_permission" VALUES(50,16,'view_redflag','Can view red flag');
INSERT INTO "auth_permission" VALUES(51,17,'add_safetynote','Can add safety note');
INSERT INTO "auth_permission" VALUES(52,17,'change_safetynote','Can change safety note');
INSERT INTO "auth_permission" VALUES(53,17,'delete_safetynote','Can delete safety note');
INSERT INTO "auth_permission" VALUES(54,17,'view_safetynote','Can view safety note');
INSERT INTO "auth_permission" VALUES(55,18,'add_taggedcondition','Can add tagged condition');
INSERT INTO "auth_permission" VALUES(56,18,'change_taggedcondition','Can change tagged condition');
INSERT INTO "auth_permission" VALUES(57,18,'delete_taggedcondition','Can delete tagged condition');
INSERT INTO "auth_permission" VALUES(58,18,'view_taggedcondition','Can view tagged condition');
INSERT INTO "auth_permission" VALUES(59,19,'add_taggedevidence','Can add tagged evidence');
INSERT INTO "auth_permission" VALUES(60,19,'change_taggedevidence','Can change tagged evidence');
INSERT INTO "auth_permission" VALUES(61,19,'delete_taggedevidence','Can delete tagged evidence');
INSERT INTO "auth_permission" VALUES(62,19,'view_taggedevidence','Can view tagged evidence');
INSERT INTO "auth_permission" VALUES(63,20,'add_taggedsafety','Can add tagged safety');
INSERT INTO "auth_permission" VALUES(64,20,'change_taggedsafety','Can change tagged safety');
INSERT INTO "auth_permission" VALUES(65,20,'delete_taggedsafety','Can delete tagged safety');
INSERT INTO "auth_permission" VALUES(66,20,'view_taggedsafety','Can view tagged safety');
INSERT INTO "auth_permission" VALUES(67,21,'add_trial','Can add trial');
INSERT INTO "auth_permission" VALUES(68,21,'change_trial','Can change trial');
INSERT INTO "auth_permission" VALUES(69,21,'delete_trial','Can delete trial');
INSERT INTO "auth_permission" VALUES(70,21,'view_trial','Can view trial');
INSERT INTO "auth_permission" VALUES(71,22,'add_conditioncode','Can add condition code');
INSERT INTO "auth_permission" VALUES(72,22,'change_conditioncode','Can change condition code');
INSERT INTO "auth_permission" VALUES(73,22,'delete_conditioncode','Can delete condition code');
INSERT INTO "auth_permission" VALUES(74,22,'view_conditioncode','Can view condition code');
INSERT INTO "auth_permission" VALUES(75,23,'add_downgrade','Can add reason to rate down');
INSERT INTO "auth_permission" VALUES(76,23,'change_downgrade','Can change reason to rate down');
INSERT INTO "auth_permission" VALUES(77,23,'delete_downgrade','Can delete reason to rate down');
INSERT INTO "auth_permission" VALUES(78,23,'view_downgrade','Can view reason to rate down');
INSERT INTO "auth_permission" VALUES(79,24,'add_notapplicablecaution','Can add caution that does not apply');
INSERT INTO "auth_permission" VALUES(80,24,'change_notapplicablecaution','Can change caution that does not apply');
INSERT INTO "auth_permission" VALUES(81,24,'delete_notapplicablecaution','Can delete caution that does not apply');
INSERT INTO "auth_permission" VALUES(82,24,'view_notapplicablecaution','Can view caution that does not apply');
INSERT INTO "auth_permission" VALUES(83,25,'add_article','Can add article');
INSERT INTO "auth_permission" VALUES(84,25,'change_article','Can change article');
INSERT INTO "auth_permission" VALUES(85,25,'delete_article','Can delete article');
INSERT INTO "auth_permission" VALUES(86,25,'view_article','Can view article');
INSERT INTO "auth_permission" VALUES(87,26,'add_taggedarticle','Can add tagged article');
INSERT INTO "auth_permission" VALUES(88,26,'change_taggedarticle','Can change tagged article');
INSERT INTO "auth_permission" VALUES(89,26,'delete_taggedarticle','Can delete tagged article');
INSERT INTO "auth_permission" VALUES(90,26,'view_taggedarticle','Can view tagged article');
INSERT INTO "auth_permission" VALUES(91,27,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(92,27,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(93,27,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(94,27,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(95,28,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(96,28,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(97,28,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(98,28,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(99,29,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(100,29,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(101,29,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(102,29,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(103,30,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(104,30,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(105,30,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(106,30,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(107,31,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(108,31,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(109,31,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(110,31,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(111,32,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(112,32,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(113,32,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(114,32,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(115,33,'add_tag','Can add tag');
INSERT INTO "auth_permission" VALUES(116,33,'change_tag','Can change tag');
INSERT INTO "auth_permission" VALUES(117,33,'delete_tag','Can delete tag');
INSERT INTO "auth_permission" VALUES(118,33,'view_tag','Can view tag');
INSERT INTO "auth_permission" VALUES(119,34,'add_taggeditem','Can add tagged item');
INSERT INTO "auth_permission" VALUES(120,34,'change_taggeditem','Can change tagged item');
INSERT INTO "auth_permission" VALUES(121,34,'delete_taggeditem','Can delete tagged item');
INSERT INTO "auth_permission" VALUES(122,34,'view_taggeditem','Can view tagged item');
INSERT INTO "auth_permission" VALUES(123,35,'add_totpdevice','Can add TOTP device');
INSERT INTO "auth_permission" VALUES(124,35,'change_totpdevice','Can change TOTP device');
INSERT INTO "auth_permission" VALUES(125,35,'delete_totpdevice','Can delete TOTP device');
INSERT INTO "auth_permission" VALUES(126,35,'view_totpdevice','Can view TOTP device');
INSERT INTO "auth_permission" VALUES(127,36,'add_staticdevice','Can add static device');
INSERT INTO "auth_permission" VALUES(128,36,'change_staticdevice','Can change static device');
INSERT INTO "auth_permission" VALUES(129,36,'delete_staticdevice','Can delete static device');
INSERT INTO "auth_permission" VALUES(130,36,'view_staticdevice','Can view static device');
INSERT INTO "auth_permission" VALUES(131,37,'add_statictoken','Can add static token');
INSERT INTO "auth_permission" VALUES(132,37,'change_statictoken','Can change static token');
INSERT INTO "auth_permission" VALUES(133,37,'delete_statictoken','Can delete static token');
INSERT INTO "auth_permission" VALUES(134,37,'view_statictoken','Can view static token');
INSERT INTO "auth_permission" VALUES(135,38,'add_accessattempt','Can add access attempt');
INSERT INTO "auth_permission" VALUES(136,38,'change_accessattempt','Can change access attempt');
INSERT INTO "auth_permission" VALUES(137,38,'delete_accessattempt','Can delete access attempt');
INSERT INTO "auth_permission" VALUES(138,38,'view_accessattempt','Can view access attempt');
INSERT INTO "auth_permission" VALUES(139,39,'add_accesslog','Can add access log');
INSERT INTO "auth_permission" VALUES(140,39,'change_accesslog','Can change access log');
INSERT INTO "auth_permission" VALUES(141,39,'delete_accesslog','Can delete access log');
INSERT INTO "auth_permission" VALUES(142,39,'view_accesslog','Can view access log');
INSERT INTO "auth_permission" VALUES(143,40,'add_accessfailurelog','Can add access failure');
INSERT INTO "auth_permission" VALUES(144,40,'change_accessfailurelog','Can change access failure');
INSERT INTO "auth_permission" VALUES(145,40,'delete_accessfailurelog','Can delete access failure');
INSERT INTO "auth_permission" VALUES(146,40,'view_accessfailurelog','Can view access failure');
INSERT INTO "auth_permission" VALUES(147,41,'add_accessattemptexpiration','Can add access attempt expiration');
INSERT INTO "auth_permission" VALUES(148,41,'change_accessattemptexpiration','Can change access attempt expiration');
INSERT INTO "auth_permission" VALUES(149,41,'delete_accessattemptexpiration','Can delete access attempt expiration');
INSERT INTO "auth_permission" VALUES(150,41,'view_accessattemptexpiration','Can view access attempt expiration');
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
INSERT INTO "auth_group" VALUES(1,'author');
INSERT INTO "auth_group" VALUES(2,'reviewer');
INSERT INTO "auth_group" VALUES(3,'publisher');
CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "first_name" varchar(150) NOT NULL);
INSERT INTO "auth_user" VALUES(1,'!qKipj8kj9doRnWN6uu41XlR1Gxt2lyOLWSXKgkJo',NULL,0,'content-loader','editors','',0,1,'2026-11-28 05:00:43.820970','AcuInfo');
INSERT INTO "auth_user" VALUES(2,'!QGplUMfucm34sCAFVvOrHdORGdMNLG64CZRtTcef',NULL,0,'ada','','',1,1,'2026-11-28 05:00:46.867810','Ada');
INSERT INTO "auth_user" VALUES(3,'!0QLc2AiTnaGwt19EkEvA2bxpKcCgr5bX1QpbWIBW',NULL,0,'ruth','','',1,1,'2026-11-28 05:00:46.918078','Ruth');
INSERT INTO "auth_user" VALUES(4,'!ArsXKKqeXEXub7qLrirEShxFEdxS0df7Ppozk6Ly',NULL,0,'pia','','',1,1,'2026-11-28 05:00:46.968662','Pia');
CREATE TABLE "axes_accessattempt" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "get_data" text NOT NULL, "post_data" text NOT NULL, "failures_since_start" integer unsigned NOT NULL CHECK ("failures_since_start" >= 0));
CREATE TABLE "axes_accessfailurelog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "locked_out" bool NOT NULL);
CREATE TABLE "axes_accesslog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "logout_time" datetime NULL, "session_hash" varchar(64) NOT NULL);
CREATE TABLE "axes_accessattemptexpiration" ("access_attempt_id" integer NOT NULL PRIMARY KEY REFERENCES "axes_accessattempt" ("id") DEFERRABLE INITIALLY DEFERRED, "expires_at" datetime NOT NULL);
CREATE TABLE "otp_static_statictoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" varchar(16) NOT NULL, "device_id" integer NOT NULL REFERENCES "otp_static_staticdevice" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "otp_static_staticdevice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(64) NOT NULL, "confirmed" bool NOT NULL, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "throttling_failure_count" integer unsigned NOT NULL CHECK ("throttling_failure_count" >= 0), "throttling_failure_timestamp" datetime NULL, "created_at" datetime NULL, "last_used_at" datetime NULL);
CREATE TABLE "otp_totp_totpdevice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(64) NOT NULL, "confirmed" bool NOT NULL, "key" varchar(80) NOT NULL, "step" smallint unsigned NOT NULL CHECK ("step" >= 0), "t0" bigint NOT NULL, "digits" smallint unsigned NOT NULL CHECK ("digits" >= 0), "tolerance" smallint unsigned NOT NULL CHECK ("tolerance" >= 0), "drift" smallint NOT NULL, "last_t" bigint NOT NULL, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "throttling_failure_count" integer unsigned NOT NULL CHECK ("throttling_failure_count" >= 0), "throttling_failure_timestamp" datetime NULL, "created_at" datetime NULL, "last_used_at" datetime NULL);
CREATE VIRTUAL TABLE publishing_text USING fts5(title, words, summary, body, tokenize="porter unicode61 remove_diacritics 2", prefix='2 3');
INSERT INTO "publishing_text" ("rowid","title","words","summary","body") VALUES(1,'Chronic low back pain','Lumbago
Long-lasting backache
Persistent low back pain
Non-specific low back pain
Lower back
Guidelines
How long it lasts
How well it works
Pretend acupuncture
low-back
back
lumbar
recommendations
durability
long-term
effectiveness
sham-acupuncture
placebo','Acupuncture may ease long-lasting low back pain for a while, but much of that also happens with pretend needling.','Chronic low back pain
Acupuncture may ease long-lasting low back pain for a while, but much of that also happens with pretend needling.
AcuInfo editors, writing and research
Lumbago
Long-lasting backache
Persistent low back pain
Non-specific low back pain
Acupuncture may ease low back pain somewhat for a few months, compared with not having it. On average, the gain over usual care was below what reviewers called worthwhile. The certainty is low.
Pretend (sham) acupuncture copies the treatment without real needling at the usual points. It helps nearly as much, so the extra from real needles seems small.
Guidelines disagree. It is one option beside staying active, never instead of it.
You have new numbness around your genitals, your bottom or the inside of your thighs. Go to hospital now.
You cannot pass urine, or you have lost control of your bladder or bowels. Go to hospital now.
You have new or growing weakness or numbness in one or both legs.
Your back hurts and you have a fever, shivering, or feel very ill.
The pain began after a fall or accident, or after a small knock if your bones are weak.
You have had cancer, or you are losing weight without trying, and this back pain is new. Ask to be seen urgently.
Low back pain is felt between the ribs and the buttocks. It may spread into a leg. It is called chronic when it lasts for 12 weeks or more [[cms2020]]. Mostly, no single damaged part explains it. Doctors then call it non-specific low back pain. The pain is real, even when a scan looks normal. Sleep, worry, work and fitness can all change how much it hurts. A clinician checks first that nothing serious lies behind it.
Long-lasting back pain often goes up and down. Good weeks and bad weeks are usual. So pain can ease with time, whatever you try. Trials show this too. We have not gathered studies that follow people for many years.
A practitioner places thin, sterile needles in the skin. Common places are the back, the legs and the hands. The needles usually stay in for some minutes while you lie still. Some practitioners join a small electric current to them. Minor effects, such as bruises and soreness, are common. Serious harm is rare with trained people, but it can happen. Tell the practitioner about blood thinners, pregnancy, implants, immune problems or swollen limbs.
How long a benefit lasts. No clinician has checked the advice on this page yet.
Staying active
Keep up your usual activities as far as you can. Walking, swimming or gentle stretching are ways to begin.
An exercise programme
A physiotherapist can plan exercises with you, alone or in a group, and help you to build up slowly.
Psychological support
Talking therapies, such as cognitive behavioural therapy, aim to make pain take up less of your life.
Hands-on treatment
Massage or manual therapy is offered in some places, usually together with exercise.
Medicines
Ask a pharmacist or doctor which pain medicine is safe for you, and for how long. Do not stop one on your own.
Could anything serious be causing my back pain, and do I need any tests?
What should I try first, and could acupuncture be added to it?
How many sessions would we try, and when do we stop if nothing changes?
Do my medicines or other illnesses make needles riskier for me?
Who near me is properly trained and registered, and what does it cost?
National Institute for Health and Care Excellence (NICE), NG59
United Kingdom
People over 16 with low back pain, with or without sciatica
It says not to offer acupuncture, because the committee saw no convincing effect beyond pretend needling [[ng59]]. We read this in other publications, not in the guideline. It was updated in 2020 [[ng59]]. We could not check that this point stayed the same.
World Health Organization
International
Adults with chronic primary low back pain
Needling therapies such as acupuncture may be offered. This is a conditional recommendation of low certainty [[who2023]].
Centers for Medicare & Medicaid Services
United States
People on Medicare with low back pain for 12 weeks or more
This is a decision on payment, not a clinical guideline. Medicare pays for 12 visits, and 8 more if they help [[cms2020]]. The limit is 20 visits a year [[cms2020]].
American College of Physicians
United States
Adults with chronic low back pain
Start with care other than medicine. Acupuncture is one of several first choices [[acp2017]]. The advice for the whole group of choices is strong [[acp2017]].
American College of Physicians
United States
Adults with recent (acute or subacute) low back pain
Most people get better anyway. Acupuncture is among the first choices other than medicine, on low-quality evidence [[acp2017]].
National Institute for Health and Care Excellence (NICE), CG88
United Kingdom
People with low back pain
This older guideline offered a course of acupuncture. NG59 replaced it and reversed the advice in 2016 [[ng59]]. We read this in other publications. It is shown as history only.
NICE NG59 (2016)
They look at the same trials, but ask different questions. NICE asked whether real needles beat pretend ones, and was not convinced [[ng59]]. Others asked whether people do better with acupuncture than with usual care. Both answers can be true at once. Pretend needling also helps people, compared with nothing. Bodies also weigh cost and safety differently. This explanation is our own reading, not a statement by the bodies.
Low back pain
Low back pain
Low Back Pain');
INSERT INTO "publishing_text" ("rowid","title","words","summary","body") VALUES(2,'Acupuncture compared with pretend (sham) acupuncture for low back pain: disability','Lower back
Low certainty
Sham acupuncture
Chronic low back pain
Disability
How well it works
Pretend acupuncture
low-back
back
lumbar
effectiveness
sham-acupuncture
placebo','Two older trials found no clear difference in disability between real and pretend needling.','Acupuncture compared with pretend (sham) acupuncture for low back pain: disability
Two older trials found no clear difference in disability between real and pretend needling.
AcuInfo editors, writing and research
Everyday tasks made hard by back pain
Pretend (sham) acupuncture
Adults with long-lasting low back pain that has no single known cause
Straight after treatment
Roland Morris questionnaire (RMDQ)
Two trials, a range on both sides of no difference, and a figure that does not repeat the condition. Our own rating.
Two trials with 367 people; the range includes a small gain and a small loss against pretend [[ahrq2010fig]].
The figure''s text does not repeat the condition; we inferred it from the trials.
Text description of Figure 8
AcuInfo editors
Pretend (sham) acupuncture copies the treatment with blunt tips, or with shallow needles away from the usual points. Two trials with 367 people compared it with real acupuncture [[ahrq2010fig]]. After real needling, disability was 0.81 points higher than after pretend needling [[ahrq2010fig]]. The range was 0.27 points lower to 1.9 points higher than with pretend needling [[ahrq2010fig]]. So there was no clear difference, and the average leaned slightly towards the pretend kind. Our own pooling of the rows below gives 0.80 against pretend needling, because the rows are rounded [[ahrq2010fig]]. This report is old, and later reviews replace it. We show it because every row of its figure could be checked.
Kwon 2007
Cherkin 2009
Acupuncture may result in little to no difference in disability compared with sham (pretend) acupuncture.');
INSERT INTO "publishing_text" ("rowid","title","words","summary","body") VALUES(3,'Acupuncture compared with usual care for low back pain: pain','Lower back
Low certainty
Usual care
Chronic low back pain
Pain
How well it works
low-back
back
lumbar
effectiveness','Straight after a course, people had somewhat less pain than with usual care, but less than the review hoped for.','Acupuncture compared with usual care for low back pain: pain
Straight after a course, people had somewhat less pain than with usual care, but less than the review hoped for.
AcuInfo editors, writing and research
How strong the pain is
Usual care, without acupuncture
Adults with long-lasting low back pain that has no single known cause
Straight after treatment (under 7 days)
Pain scale (VAS)
Average pain with usual care: 57.1 of 100 (SD 16.5)
The authors of the review rated this result low [[mu2020]]. We have not read their reasons one by one.
Summary of findings table 3, pain row
AcuInfo editors
Five trials compared acupuncture with usual care, in 1,054 adults with long-lasting low back pain [[mu2020]]. Straight after the course, pain was 10.26 points lower than with usual care, on a 100-point scale [[mu2020]]. The true gain may lie anywhere from 3.4 to 17.11 points lower than with usual care [[mu2020]]. Everyone knew who had acupuncture, and hope or attention can ease pain too. This comparison cannot tell the effect of the needles from those other effects.
Acupuncture may result in little to no difference in pain compared with usual care. The difference, 10.26 points, is smaller than the 15 points set as noticeable.');
INSERT INTO "publishing_text" ("rowid","title","words","summary","body") VALUES(4,'Any unwanted effect','New to acupuncture
Side effects
beginners
adverse-events','Some people notice an unwanted effect of acupuncture, and nearly all of these are mild and pass.','Any unwanted effect
Some people notice an unwanted effect of acupuncture, and nearly all of these are mild and pass.
AcuInfo editors, writing and research
A review put together studies that followed people having acupuncture. An unwanted effect happened to 9.31 of every 100 people (likely range 5.1 to 14.62) [[baumler2021]]. That is about 1 person in 11 over a course [[baumler2021]]. Counted by session, it was 7.57 of every 100 treatments (1.43 to 17.95) [[baumler2021]]. About half were bleeding, pain or redness at the needle site [[baumler2021]]. Nearly all effects were mild [[baumler2021]]. The studies differed a great deal, so the true figure is uncertain. One UK survey asked patients directly. Within 3 months, 107 of every 1,000 people reported an effect (100 to 115) [[macpherson2004]].
Ask what to expect before the first needle goes in. Tell the practitioner about anything you did not expect. See a doctor if an effect does not settle.
over a course of treatment
Abstract, pooled results per patient');
INSERT INTO "publishing_text" ("rowid","title","words","summary","body") VALUES(5,'About AcuInfo','New to acupuncture
beginners','AcuInfo explains what research says about acupuncture for lasting pain in muscles, bones and joints.','About AcuInfo
AcuInfo explains what research says about acupuncture for lasting pain in muscles, bones and joints.
AcuInfo editors, writing and research
What this site is for People who live with pain ask fair questions. Does acupuncture help my condition? How much, and compared with what? How sure are we? Is it safe for me? We try to answer them plainly. We do not sell treatments, and we do not try to win you over. Our rule No claim without a source. No source without a standing. No wording stronger than the evidence. Nothing public that was not approved. What you find here Pages on conditions, with one table of answers each. Summaries of single findings, with size and certainty. Safety notes, with rates where there are any. Articles and a glossary that explain the terms. A list of sources, each with its standing, and a log of changes. What it is not It is not medical advice for you as a person. It cannot replace someone who knows you and can examine you. Who writes it Editors write the pages from published research. A second person approves each page before it is public. The editorial policy tells how. Pages that no clinician has checked say so. How to reach us The organisation that runs this site answers letters and messages about it. It gives its address in this section before the site opens to the public. Tell us about mistakes, unclear words or pages you cannot use.');
INSERT INTO "publishing_text" ("rowid","title","words","summary","body") VALUES(6,'Guideline','Guidelines
Understanding research
recommendations
research-methods','Advice for clinicians, written by a body that weighed the evidence.','Guideline
Advice for clinicians, written by a body that weighed the evidence.
AcuInfo editors, writing and research
Guideline groups look at the research, the risks and the costs. Then they recommend, suggest or advise against a treatment. Groups can disagree. See Why guidelines differ .');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "taggit_taggeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" integer NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq" UNIQUE ("content_type_id", "object_id", "tag_id"));
CREATE TABLE "taggit_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE);
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_user_groups_user_id_group_id_94350c0c_uniq" ON "auth_user_groups" ("user_id", "group_id");
CREATE INDEX "auth_user_groups_user_id_6a12ed8b" ON "auth_user_groups" ("user_id");
CREATE INDEX "auth_user_groups_group_id_97559544" ON "auth_user_groups" ("group_id");
CREATE UNIQUE INDEX "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq" ON "auth_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "auth_user_user_permissions_user_id_a95ead1b" ON "auth_user_user_permissions" ("user_id");
CREATE INDEX "auth_user_user_permissions_permission_id_1fbb5f2c" ON "auth_user_user_permissions" ("permission_id");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE UNIQUE INDEX "source_doi_is_unique" ON "sources_source" ("doi") WHERE NOT ("doi" = '');
CREATE UNIQUE INDEX "source_pmid_is_unique" ON "sources_source" ("pmid") WHERE NOT ("pmid" = '');
CREATE INDEX "sources_source_superseded_by_id_59da5fee" ON "sources_source" ("superseded_by_id");
CREATE UNIQUE INDEX "publishing_publication_about_from_publication_id_to_publication_id_c33e2957_uniq" ON "publishing_publication_about" ("from_publication_id", "to_publication_id");
CREATE INDEX "publishing_publication_about_from_publication_id_4d989703" ON "publishing_publication_about" ("from_publication_id");
CREATE INDEX "publishing_publication_about_to_publication_id_a936e003" ON "publishing_publication_about" ("to_publication_id");
CREATE UNIQUE INDEX "publishing_publication_cites_publication_id_source_id_0cbb8809_uniq" ON "publishing_publication_cites" ("publication_id", "source_id");
CREATE INDEX "publishing_publication_cites_publication_id_7b624297" ON "publishing_publication_cites" ("publication_id");
CREATE INDEX "publishing_publication_cites_source_id_38320c20" ON "publishing_publication_cites" ("source_id");
CREATE UNIQUE INDEX "publishing_publication_tags_publication_id_tag_id_0e721613_uniq" ON "publishing_publication_tags" ("publication_id", "tag_id");
CREATE INDEX "publishing_publication_tags_publication_id_52520771" ON "publishing_publication_tags" ("publication_id");
CREATE INDEX "publishing_publication_tags_tag_id_cde4d5a9" ON "publishing_publication_tags" ("tag_id");
CREATE INDEX "publishing_tagalias_tag_id_bf3641a9" ON "publishing_tagalias" ("tag_id");
CREATE INDEX "publishing_edition_publication_id_123efd95" ON "publishing_edition" ("publication_id");
CREATE INDEX "publishing_edition_published_by_id_07e54070" ON "publishing_edition" ("published_by_id");
CREATE INDEX "publishing_change_by_id_44f09738" ON "publishing_change" ("by_id");
CREATE INDEX "publishing_change_publication_id_fe7e4ccf" ON "publishing_change" ("publication_id");
CREATE INDEX "publishing_change_source_id_3a531908" ON "publishing_change" ("source_id");
CREATE INDEX "publishing_change_edition_id_788cd727" ON "publishing_change" ("edition_id");
CREATE INDEX "publishing_formeraddress_slug_e3479f7d" ON "publishing_formeraddress" ("slug");
CREATE INDEX "publishing_formeraddress_publication_id_70829421" ON "publishing_formeraddress" ("publication_id");
CREATE INDEX "publishing_review_by_id_2740f275" ON "publishing_review" ("by_id");
CREATE INDEX "publishing_review_publication_id_44b82cc0" ON "publishing_review" ("publication_id");
CREATE INDEX "publishing_publication_slug_e4f80283" ON "publishing_publication" ("slug");
CREATE INDEX "publishing_publication_withdrawn_by_id_2a70a746" ON "publishing_publication" ("withdrawn_by_id");
CREATE INDEX "publishing_publication_current_id_bf2549dc" ON "publishing_publication" ("current_id");
CREATE INDEX "publishing_publication_successor_id_c85057b3" ON "publishing_publication" ("successor_id");
CREATE INDEX "publication_list_order" ON "publishing_publication" ("kind", "sort_key", "slug");
CREATE INDEX "publication_review_due" ON "publishing_publication" ("review_due_on");
CREATE INDEX "conditions_condition_owner_id_ad28361e" ON "conditions_condition" ("owner_id");
CREATE INDEX "conditions_condition_substitute_id_9e5c163d" ON "conditions_condition" ("substitute_id");
CREATE INDEX "conditions_condition_updated_by_id_559fa3d5" ON "conditions_condition" ("updated_by_id");
CREATE INDEX "conditions_guidelinestatement_condition_id_aeada0fa" ON "conditions_guidelinestatement" ("condition_id");
CREATE INDEX "conditions_guidelinestatement_source_id_4e4f0873" ON "conditions_guidelinestatement" ("source_id");
CREATE INDEX "conditions_keymessage_condition_id_a917cfef" ON "conditions_keymessage" ("condition_id");
CREATE INDEX "conditions_otheroption_condition_id_3594127d" ON "conditions_otheroption" ("condition_id");
CREATE INDEX "conditions_question_condition_id_0442153c" ON "conditions_question" ("condition_id");
CREATE INDEX "conditions_redflag_condition_id_ae2b2ffe" ON "conditions_redflag" ("condition_id");
CREATE UNIQUE INDEX "conditions_safetynote_conditions_safetynote_id_condition_id_0b40fe82_uniq" ON "conditions_safetynote_conditions" ("safetynote_id", "condition_id");
CREATE INDEX "conditions_safetynote_conditions_safetynote_id_a3312603" ON "conditions_safetynote_conditions" ("safetynote_id");
CREATE INDEX "conditions_safetynote_conditions_condition_id_16be62cc" ON "conditions_safetynote_conditions" ("condition_id");
CREATE INDEX "conditions_taggedcondition_content_object_id_70f43c11" ON "conditions_taggedcondition" ("content_object_id");
CREATE INDEX "conditions_taggedcondition_tag_id_a033356d" ON "conditions_taggedcondition" ("tag_id");
CREATE INDEX "conditions_taggedevidence_content_object_id_a08850e8" ON "conditions_taggedevidence" ("content_object_id");
CREATE INDEX "conditions_taggedevidence_tag_id_8644e510" ON "conditions_taggedevidence" ("tag_id");
CREATE INDEX "conditions_taggedsafety_content_object_id_3a2d8b10" ON "conditions_taggedsafety" ("content_object_id");
CREATE INDEX "conditions_taggedsafety_tag_id_22a5b564" ON "conditions_taggedsafety" ("tag_id");
CREATE INDEX "conditions_conditioncode_condition_id_28bc39d6" ON "conditions_conditioncode" ("condition_id");
CREATE INDEX "conditions_downgrade_evidence_id_5b9153e9" ON "conditions_downgrade" ("evidence_id");
CREATE INDEX "conditions_notapplicablecaution_condition_id_bb92eb22" ON "conditions_notapplicablecaution" ("condition_id");
CREATE INDEX "conditions_evidencesummary_condition_id_048b120a" ON "conditions_evidencesummary" ("condition_id");
CREATE INDEX "conditions_evidencesummary_noticeable_source_id_0a440e26" ON "conditions_evidencesummary" ("noticeable_source_id");
CREATE INDEX "conditions_evidencesummary_owner_id_96a2dfce" ON "conditions_evidencesummary" ("owner_id");
CREATE INDEX "conditions_evidencesummary_reexpression_source_id_a7e10d59" ON "conditions_evidencesummary" ("reexpression_source_id");
CREATE INDEX "conditions_evidencesummary_scale_thresholds_source_id_b8aad439" ON "conditions_evidencesummary" ("scale_thresholds_source_id");
CREATE INDEX "conditions_evidencesummary_source_id_edd5baeb" ON "conditions_evidencesummary" ("source_id");
CREATE INDEX "conditions_evidencesummary_substitute_id_454c7134" ON "conditions_evidencesummary" ("substitute_id");
CREATE INDEX "conditions_evidencesummary_updated_by_id_1d0d30e4" ON "conditions_evidencesummary" ("updated_by_id");
CREATE INDEX "conditions_safetynote_owner_id_130ec086" ON "conditions_safetynote" ("owner_id");
CREATE INDEX "conditions_safetynote_source_id_e883c199" ON "conditions_safetynote" ("source_id");
CREATE INDEX "conditions_safetynote_substitute_id_34dbf03e" ON "conditions_safetynote" ("substitute_id");
CREATE INDEX "conditions_safetynote_updated_by_id_57c4d399" ON "conditions_safetynote" ("updated_by_id");
CREATE INDEX "conditions_trial_evidence_id_fc1fd177" ON "conditions_trial" ("evidence_id");
CREATE INDEX "conditions_trial_source_id_12a25e7a" ON "conditions_trial" ("source_id");
CREATE INDEX "articles_article_owner_id_9cf33c2d" ON "articles_article" ("owner_id");
CREATE INDEX "articles_article_substitute_id_40d16bb1" ON "articles_article" ("substitute_id");
CREATE INDEX "articles_article_updated_by_id_d48c7060" ON "articles_article" ("updated_by_id");
CREATE UNIQUE INDEX "articles_article_conditions_article_id_condition_id_ddf593d3_uniq" ON "articles_article_conditions" ("article_id", "condition_id");
CREATE INDEX "articles_article_conditions_article_id_4cd8eae1" ON "articles_article_conditions" ("article_id");
CREATE INDEX "articles_article_conditions_condition_id_93ab7f94" ON "articles_article_conditions" ("condition_id");
CREATE UNIQUE INDEX "articles_article_sources_article_id_source_id_3b9fda3c_uniq" ON "articles_article_sources" ("article_id", "source_id");
CREATE INDEX "articles_article_sources_article_id_a3a26e5f" ON "articles_article_sources" ("article_id");
CREATE INDEX "articles_article_sources_source_id_f8cbaf45" ON "articles_article_sources" ("source_id");
CREATE INDEX "articles_taggedarticle_content_object_id_c4150235" ON "articles_taggedarticle" ("content_object_id");
CREATE INDEX "articles_taggedarticle_tag_id_23d7d828" ON "articles_taggedarticle" ("tag_id");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE INDEX "axes_accessattempt_user_agent_ad89678b" ON "axes_accessattempt" ("user_agent");
CREATE INDEX "axes_accessattempt_ip_address_10922d9c" ON "axes_accessattempt" ("ip_address");
CREATE INDEX "axes_accessattempt_username_3f2d4ca0" ON "axes_accessattempt" ("username");
CREATE UNIQUE INDEX "axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq" ON "axes_accessattempt" ("username", "ip_address", "user_agent");
CREATE INDEX "axes_accessfailurelog_user_agent_ea145dda" ON "axes_accessfailurelog" ("user_agent");
CREATE INDEX "axes_accessfailurelog_ip_address_2e9f5a7f" ON "axes_accessfailurelog" ("ip_address");
CREATE INDEX "axes_accessfailurelog_username_a8b7e8a4" ON "axes_accessfailurelog" ("username");
CREATE INDEX "axes_accesslog_user_agent_0e659004" ON "axes_accesslog" ("user_agent");
CREATE INDEX "axes_accesslog_ip_address_86b417e5" ON "axes_accesslog" ("ip_address");
CREATE INDEX "axes_accesslog_username_df93064b" ON "axes_accesslog" ("username");
CREATE INDEX "otp_static_statictoken_token_d0a51866" ON "otp_static_statictoken" ("token");
CREATE INDEX "otp_static_statictoken_device_id_74b7c7d1" ON "otp_static_statictoken" ("device_id");
CREATE INDEX "otp_static_staticdevice_user_id_7f9cff2b" ON "otp_static_staticdevice" ("user_id");
CREATE INDEX "otp_totp_totpdevice_user_id_0fb18292" ON "otp_totp_totpdevice" ("user_id");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "taggit_taggeditem_object_id_e2d7d1df" ON "taggit_taggeditem" ("object_id");
CREATE INDEX "taggit_taggeditem_content_type_id_9957a03c" ON "taggit_taggeditem" ("content_type_id");
CREATE INDEX "taggit_taggeditem_tag_id_f4f5b767" ON "taggit_taggeditem" ("tag_id");
CREATE INDEX "taggit_tagg_content_8fc721_idx" ON "taggit_taggeditem" ("content_type_id", "object_id");
COMMIT;
