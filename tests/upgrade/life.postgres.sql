
CREATE FUNCTION public.audit_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit list is append-only'; END $$;

CREATE FUNCTION public.entry_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;

CREATE FUNCTION public.friend_report_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'friend_report is append-only'; END $$;

CREATE FUNCTION public.task_step_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'task_step is append-only'; END $$;

CREATE TABLE public.account (
    group_id character varying NOT NULL,
    unit character varying NOT NULL,
    holder character varying NOT NULL,
    member_id integer,
    balance bigint NOT NULL,
    CONSTRAINT account_not_overdrawn CHECK (((balance >= 0) OR ((holder)::text = 'issuer'::text)))
);

CREATE TABLE public.activity (
    member_id integer NOT NULL,
    day character varying NOT NULL,
    messages integer NOT NULL,
    hours integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE public.arrear (
    id integer NOT NULL,
    key character varying NOT NULL,
    group_id character varying NOT NULL,
    member_id integer NOT NULL,
    amount integer NOT NULL,
    reason character varying NOT NULL,
    cause character varying NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT arrear_positive CHECK ((amount > 0))
);

CREATE SEQUENCE public.arrear_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.arrear_id_seq OWNED BY public.arrear.id;

CREATE TABLE public.audit (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    actor character varying NOT NULL,
    role character varying NOT NULL,
    act character varying NOT NULL,
    cause character varying NOT NULL,
    at bigint NOT NULL
);

CREATE SEQUENCE public.audit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;

CREATE TABLE public.badge (
    member_id integer NOT NULL,
    name character varying NOT NULL,
    group_id character varying NOT NULL,
    at bigint NOT NULL,
    told integer NOT NULL
);

CREATE TABLE public.binding (
    member_id integer NOT NULL,
    staff_id integer NOT NULL,
    actor character varying NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT binding_of_two CHECK ((member_id <> staff_id))
);

CREATE TABLE public.birthday (
    member_id integer NOT NULL,
    month integer NOT NULL,
    day integer NOT NULL,
    year integer,
    at bigint NOT NULL
);

CREATE TABLE public.cap (
    member_id integer NOT NULL,
    source character varying NOT NULL,
    day character varying NOT NULL,
    used integer NOT NULL,
    told integer NOT NULL
);

CREATE TABLE public.checkin (
    member_id integer NOT NULL,
    day character varying NOT NULL,
    at bigint NOT NULL,
    streak integer NOT NULL,
    bonuses integer DEFAULT 0 NOT NULL,
    kind character varying DEFAULT 'checked'::character varying NOT NULL
);

CREATE TABLE public.entry (
    id integer NOT NULL,
    key character varying NOT NULL,
    kind character varying NOT NULL,
    group_id character varying NOT NULL,
    unit character varying NOT NULL,
    source character varying NOT NULL,
    target character varying NOT NULL,
    amount bigint NOT NULL,
    reason character varying NOT NULL,
    cause character varying NOT NULL,
    at bigint NOT NULL,
    reverses integer,
    CONSTRAINT entry_positive CHECK ((amount > 0))
);

CREATE SEQUENCE public.entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.entry_id_seq OWNED BY public.entry.id;

CREATE TABLE public.friend_report (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    member_id integer NOT NULL,
    day character varying NOT NULL,
    sent integer NOT NULL,
    passed integer NOT NULL,
    answered integer NOT NULL,
    actor character varying NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT friend_report_numbers CHECK (((sent >= 0) AND (passed >= 0) AND (answered >= 0)))
);

CREATE SEQUENCE public.friend_report_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.friend_report_id_seq OWNED BY public.friend_report.id;

CREATE TABLE public.inbox (
    channel character varying NOT NULL,
    key character varying NOT NULL,
    received_at bigint NOT NULL,
    answer character varying
);

CREATE TABLE public.interest (
    member_id integer NOT NULL,
    word character varying NOT NULL,
    group_id character varying NOT NULL
);

CREATE TABLE public.introduction (
    member_id integer NOT NULL,
    name character varying NOT NULL,
    age character varying NOT NULL,
    likes character varying NOT NULL,
    skills character varying NOT NULL,
    hopes character varying NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.invitation (
    member_id integer NOT NULL,
    inviter_id integer NOT NULL,
    at bigint NOT NULL,
    points integer NOT NULL
);

CREATE TABLE public.journey (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    name character varying NOT NULL,
    member_id integer NOT NULL,
    began_at bigint NOT NULL,
    day character varying NOT NULL,
    said integer NOT NULL,
    step integer NOT NULL,
    due_at bigint NOT NULL,
    ended_at bigint,
    outcome character varying NOT NULL,
    CONSTRAINT journey_ended CHECK (((ended_at IS NULL) = ((outcome)::text = ''::text)))
);

CREATE SEQUENCE public.journey_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.journey_id_seq OWNED BY public.journey.id;

CREATE TABLE public.lane (
    name character varying NOT NULL,
    paused_until bigint NOT NULL,
    disabled character varying NOT NULL
);

CREATE TABLE public.level (
    member_id integer NOT NULL,
    name character varying NOT NULL
);

CREATE TABLE public.level_change (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    member_id integer NOT NULL,
    was character varying NOT NULL,
    now character varying NOT NULL,
    rose boolean NOT NULL,
    at bigint NOT NULL,
    told integer NOT NULL
);

CREATE SEQUENCE public.level_change_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.level_change_id_seq OWNED BY public.level_change.id;

CREATE TABLE public.lottery_draw (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    day character varying NOT NULL,
    number integer NOT NULL,
    member_id integer NOT NULL,
    odds character varying NOT NULL,
    prize character varying NOT NULL,
    blank boolean NOT NULL,
    at bigint NOT NULL
);

CREATE SEQUENCE public.lottery_draw_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.lottery_draw_id_seq OWNED BY public.lottery_draw.id;

CREATE TABLE public.lottery_seed (
    group_id character varying NOT NULL,
    day character varying NOT NULL,
    seed character varying NOT NULL
);

CREATE TABLE public.mall_order (
    id integer NOT NULL,
    code character varying NOT NULL,
    group_id character varying NOT NULL,
    member_id integer NOT NULL,
    item character varying NOT NULL,
    points integer NOT NULL,
    cash integer NOT NULL,
    minimum integer NOT NULL,
    state character varying NOT NULL,
    at bigint NOT NULL,
    until bigint NOT NULL,
    CONSTRAINT mall_order_price CHECK (((points >= 0) AND (cash >= 0) AND (minimum >= 0)))
);

CREATE SEQUENCE public.mall_order_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.mall_order_id_seq OWNED BY public.mall_order.id;

CREATE TABLE public.mall_step (
    order_id integer NOT NULL,
    state character varying NOT NULL,
    actor character varying NOT NULL,
    note character varying NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.mall_stock (
    group_id character varying NOT NULL,
    item character varying NOT NULL,
    taken integer NOT NULL,
    CONSTRAINT mall_stock_not_negative CHECK ((taken >= 0))
);

CREATE TABLE public.member (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    user_id character varying NOT NULL,
    name character varying NOT NULL,
    joined_at bigint NOT NULL,
    left_at bigint,
    invited_by character varying
);

CREATE SEQUENCE public.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.member_id_seq OWNED BY public.member.id;

CREATE TABLE public.opt_out (
    member_id integer NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.outbox (
    id integer NOT NULL,
    key character varying NOT NULL,
    lane character varying NOT NULL,
    channel character varying NOT NULL,
    target character varying NOT NULL,
    group_id character varying NOT NULL,
    kind character varying NOT NULL,
    reply character varying NOT NULL,
    state character varying NOT NULL,
    piece integer NOT NULL,
    attempts integer NOT NULL,
    created_at bigint NOT NULL,
    due_at bigint NOT NULL,
    expires_at bigint,
    claimed_at bigint,
    done_at bigint,
    note character varying NOT NULL
);

CREATE SEQUENCE public.outbox_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;

CREATE TABLE public.picture (
    digest character varying NOT NULL,
    data bytea NOT NULL
);

CREATE TABLE public.plan_approval (
    group_id character varying NOT NULL,
    plan character varying NOT NULL,
    version character varying NOT NULL,
    actor character varying NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.plan_pause (
    group_id character varying NOT NULL,
    plan character varying NOT NULL,
    actor character varying NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.poll (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    number integer NOT NULL,
    question character varying NOT NULL,
    choose integer NOT NULL,
    anonymous integer NOT NULL,
    reward integer NOT NULL,
    author character varying NOT NULL,
    opened_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    state character varying NOT NULL,
    ended_at bigint,
    voters integer,
    members integer,
    CONSTRAINT poll_counted CHECK ((((state)::text = 'ended'::text) = ((voters IS NOT NULL) AND (members IS NOT NULL)))),
    CONSTRAINT poll_ended CHECK ((((state)::text = 'open'::text) = (ended_at IS NULL))),
    CONSTRAINT poll_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'ended'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT poll_terms CHECK (((choose >= 1) AND (reward >= 0)))
);

CREATE SEQUENCE public.poll_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.poll_id_seq OWNED BY public.poll.id;

CREATE TABLE public.poll_option (
    poll_id integer NOT NULL,
    number integer NOT NULL,
    text character varying NOT NULL,
    votes integer
);

CREATE TABLE public.poll_vote (
    poll_id integer NOT NULL,
    member_id integer NOT NULL,
    choices integer NOT NULL,
    CONSTRAINT poll_vote_choices CHECK ((choices >= 0))
);

CREATE TABLE public.proposal (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    feature character varying NOT NULL,
    proposer character varying NOT NULL,
    about character varying NOT NULL,
    payload character varying NOT NULL,
    words character varying NOT NULL,
    second integer NOT NULL,
    at bigint NOT NULL,
    expires bigint NOT NULL,
    outcome character varying NOT NULL,
    decider character varying NOT NULL,
    decided_at bigint
);

CREATE SEQUENCE public.proposal_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.proposal_id_seq OWNED BY public.proposal.id;

CREATE TABLE public.purchase (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    number character varying NOT NULL,
    member_id integer NOT NULL,
    fen bigint NOT NULL,
    returned bigint NOT NULL,
    points integer NOT NULL,
    key character varying NOT NULL,
    returns integer NOT NULL,
    bought_at bigint NOT NULL,
    actor character varying NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT purchase_amounts CHECK (((fen > 0) AND (returned >= 0) AND (returned <= fen) AND (points >= 0)))
);

CREATE SEQUENCE public.purchase_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.purchase_id_seq OWNED BY public.purchase.id;

CREATE TABLE public.run (
    group_id character varying NOT NULL,
    plan character varying NOT NULL,
    moment bigint NOT NULL,
    at bigint NOT NULL,
    outcome character varying NOT NULL
);

CREATE TABLE public.seat (
    channel character varying NOT NULL,
    user_id character varying NOT NULL,
    group_id character varying NOT NULL
);

CREATE TABLE public.send (
    id integer NOT NULL,
    lane character varying NOT NULL,
    at bigint NOT NULL
);

CREATE SEQUENCE public.send_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.send_id_seq OWNED BY public.send.id;

CREATE TABLE public.sop_clock (
    group_id character varying NOT NULL,
    until bigint
);

CREATE TABLE public.speech (
    member_id integer NOT NULL,
    digest character varying NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.state (
    group_id character varying NOT NULL,
    feature character varying NOT NULL,
    value character varying NOT NULL
);

CREATE TABLE public.stranger (
    channel character varying NOT NULL,
    chat_id character varying NOT NULL,
    told_on character varying NOT NULL,
    heard_at bigint NOT NULL
);

CREATE TABLE public.tag (
    member_id integer NOT NULL,
    name character varying NOT NULL,
    actor character varying NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE public.task (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    kind character varying NOT NULL,
    title character varying NOT NULL,
    text character varying NOT NULL,
    link character varying NOT NULL,
    picture character varying NOT NULL,
    points integer NOT NULL,
    proof character varying NOT NULL,
    checked integer NOT NULL,
    giver character varying NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT task_points CHECK ((points >= 0))
);

CREATE TABLE public.task_about (
    task_id integer NOT NULL,
    member_id integer NOT NULL,
    about_id integer NOT NULL,
    day character varying NOT NULL,
    said integer NOT NULL
);

CREATE SEQUENCE public.task_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.task_id_seq OWNED BY public.task.id;

CREATE TABLE public.task_part (
    task_id integer NOT NULL,
    member_id integer NOT NULL,
    given_at bigint NOT NULL,
    due_at bigint NOT NULL,
    state character varying NOT NULL,
    postponed integer NOT NULL,
    proof character varying NOT NULL,
    done_at bigint,
    CONSTRAINT task_part_done CHECK ((((state)::text = ANY ((ARRAY['waiting'::character varying, 'done'::character varying])::text[])) = (done_at IS NOT NULL))),
    CONSTRAINT task_part_postponed CHECK ((postponed >= 0)),
    CONSTRAINT task_part_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'waiting'::character varying, 'done'::character varying, 'withdrawn'::character varying])::text[])))
);

CREATE TABLE public.task_step (
    id integer NOT NULL,
    task_id integer NOT NULL,
    member_id integer NOT NULL,
    act character varying NOT NULL,
    note character varying NOT NULL,
    actor character varying NOT NULL,
    at bigint NOT NULL
);

CREATE SEQUENCE public.task_step_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.task_step_id_seq OWNED BY public.task_step.id;

CREATE TABLE public.timer (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    feature character varying NOT NULL,
    key character varying NOT NULL,
    due_at bigint NOT NULL,
    payload character varying NOT NULL
);

CREATE SEQUENCE public.timer_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.timer_id_seq OWNED BY public.timer.id;

CREATE TABLE public.transcript (
    id integer NOT NULL,
    group_id character varying NOT NULL,
    speaker character varying NOT NULL,
    parts character varying NOT NULL,
    at bigint NOT NULL
);

CREATE SEQUENCE public.transcript_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.transcript_id_seq OWNED BY public.transcript.id;

ALTER TABLE ONLY public.arrear ALTER COLUMN id SET DEFAULT nextval('public.arrear_id_seq'::regclass);

ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);

ALTER TABLE ONLY public.entry ALTER COLUMN id SET DEFAULT nextval('public.entry_id_seq'::regclass);

ALTER TABLE ONLY public.friend_report ALTER COLUMN id SET DEFAULT nextval('public.friend_report_id_seq'::regclass);

ALTER TABLE ONLY public.journey ALTER COLUMN id SET DEFAULT nextval('public.journey_id_seq'::regclass);

ALTER TABLE ONLY public.level_change ALTER COLUMN id SET DEFAULT nextval('public.level_change_id_seq'::regclass);

ALTER TABLE ONLY public.lottery_draw ALTER COLUMN id SET DEFAULT nextval('public.lottery_draw_id_seq'::regclass);

ALTER TABLE ONLY public.mall_order ALTER COLUMN id SET DEFAULT nextval('public.mall_order_id_seq'::regclass);

ALTER TABLE ONLY public.member ALTER COLUMN id SET DEFAULT nextval('public.member_id_seq'::regclass);

ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);

ALTER TABLE ONLY public.poll ALTER COLUMN id SET DEFAULT nextval('public.poll_id_seq'::regclass);

ALTER TABLE ONLY public.proposal ALTER COLUMN id SET DEFAULT nextval('public.proposal_id_seq'::regclass);

ALTER TABLE ONLY public.purchase ALTER COLUMN id SET DEFAULT nextval('public.purchase_id_seq'::regclass);

ALTER TABLE ONLY public.send ALTER COLUMN id SET DEFAULT nextval('public.send_id_seq'::regclass);

ALTER TABLE ONLY public.task ALTER COLUMN id SET DEFAULT nextval('public.task_id_seq'::regclass);

ALTER TABLE ONLY public.task_step ALTER COLUMN id SET DEFAULT nextval('public.task_step_id_seq'::regclass);

ALTER TABLE ONLY public.timer ALTER COLUMN id SET DEFAULT nextval('public.timer_id_seq'::regclass);

ALTER TABLE ONLY public.transcript ALTER COLUMN id SET DEFAULT nextval('public.transcript_id_seq'::regclass);

INSERT INTO public.account VALUES
	('demo', 'points', 'member:8', 8, 10),
	('demo', 'points', 'member:9', 9, 10),
	('demo', 'points', 'member:10', 10, 10),
	('demo', 'points', 'member:11', 11, 10),
	('demo', 'freeze', 'member:6', 6, 1),
	('demo', 'growth', 'member:4', 4, 2),
	('demo', 'growth', 'member:10', 10, 16),
	('demo', 'growth', 'member:11', 11, 16),
	('far', 'points', 'issuer', NULL, -250),
	('demo', 'growth', 'member:3', 3, 26),
	('far', 'growth', 'member:13', 13, 2),
	('far', 'growth', 'member:15', 15, 32),
	('demo', 'points', 'member:19', 19, 20),
	('demo', 'growth', 'member:19', 19, 2),
	('demo', 'ticket', 'lottery', NULL, 10),
	('demo', 'ticket', 'issuer', NULL, -14),
	('demo', 'ticket', 'member:5', 5, 4),
	('demo', 'growth', 'member:5', 5, 492),
	('demo', 'growth', 'member:7', 7, 120),
	('far', 'growth', 'issuer', NULL, -55),
	('far', 'growth', 'member:16', 16, 21),
	('demo', 'points', 'member:1', 1, 10),
	('demo', 'growth', 'member:6', 6, 267),
	('demo', 'points', 'member:22', 22, 11),
	('demo', 'points', 'shop', NULL, 113),
	('demo', 'points', 'member:5', 5, 751),
	('far', 'points', 'member:16', 16, 65),
	('far', 'points', 'treasury', NULL, 55),
	('far', 'points', 'member:14', 14, 60),
	('page', 'points', 'member:24', 24, 1),
	('page', 'growth', 'member:23', 23, 6),
	('page', 'growth', 'issuer', NULL, -7),
	('page', 'growth', 'member:24', 24, 1),
	('demo', 'growth', 'member:1', 1, 84),
	('demo', 'growth', 'member:2', 2, 40),
	('demo', 'growth', 'member:8', 8, 12),
	('demo', 'growth', 'member:9', 9, 12),
	('demo', 'growth', 'issuer', NULL, -1089),
	('demo', 'points', 'member:3', 3, 40),
	('far', 'points', 'member:15', 15, 70),
	('demo', 'freeze', 'issuer', NULL, -2),
	('demo', 'freeze', 'member:5', 5, 1),
	('demo', 'points', 'member:6', 6, 321),
	('page', 'points', 'member:23', 23, 10),
	('page', 'points', 'issuer', NULL, -11),
	('demo', 'points', 'member:7', 7, 179),
	('demo', 'points', 'issuer', NULL, -5485),
	('demo', 'points', 'treasury', NULL, 4000);

INSERT INTO public.activity VALUES
	(8, '2026-10-26', 1, 256),
	(9, '2026-10-26', 1, 256),
	(10, '2026-10-26', 1, 256),
	(11, '2026-10-26', 1, 256),
	(3, '2026-10-26', 1, 256),
	(14, '2026-11-30', 2, 65536),
	(13, '2026-10-26', 2, 32),
	(13, '2026-11-30', 5, 65536),
	(15, '2026-10-26', 1, 32),
	(23, '2026-11-30', 1, 1048576),
	(6, '2026-10-26', 2, 256),
	(2, '2026-10-26', 2, 256),
	(1, '2026-10-26', 7, 256),
	(5, '2026-10-26', 4, 256),
	(5, '2026-10-27', 1, 256),
	(6, '2026-10-27', 1, 256),
	(24, '2026-11-30', 1, 1048576),
	(2, '2026-11-30', 8, 524288),
	(3, '2026-12-01', 1, 1),
	(6, '2026-12-01', 2, 1),
	(7, '2026-12-01', 2, 1),
	(21, '2026-12-01', 2, 1),
	(4, '2026-12-01', 3, 1),
	(5, '2026-10-28', 7, 2304),
	(3, '2026-10-28', 10, 2304),
	(6, '2026-10-28', 5, 2304),
	(7, '2026-10-28', 2, 2048),
	(1, '2026-10-28', 8, 2304),
	(2, '2026-10-28', 7, 2304),
	(4, '2026-10-28', 1, 1048576),
	(1, '2026-11-03', 1, 65536),
	(1, '2026-11-04', 3, 2097152),
	(3, '2026-11-10', 2, 1280),
	(5, '2026-11-10', 1, 524288),
	(7, '2026-11-10', 1, 524288),
	(5, '2026-11-11', 1, 524288),
	(7, '2026-11-11', 1, 524288),
	(7, '2026-11-12', 1, 524288),
	(15, '2026-11-12', 1, 65536),
	(13, '2026-11-12', 1, 65536),
	(5, '2026-11-12', 2, 524288),
	(5, '2026-11-13', 1, 128),
	(1, '2026-11-13', 1, 128),
	(5, '2026-11-14', 1, 512),
	(7, '2026-11-14', 1, 512),
	(19, '2026-11-14', 1, 512),
	(1, '2026-11-14', 2, 512),
	(1, '2026-11-16', 1, 4096),
	(1, '2026-11-23', 2, 512),
	(2, '2026-11-23', 2, 512),
	(6, '2026-11-24', 1, 524288),
	(5, '2026-11-28', 1, 512),
	(6, '2026-11-28', 1, 512),
	(7, '2026-11-28', 1, 512),
	(2, '2026-11-29', 1, 512),
	(16, '2026-11-29', 1, 128),
	(7, '2026-11-29', 3, 512),
	(1, '2026-11-29', 1, 512),
	(5, '2026-11-29', 3, 512),
	(16, '2026-11-30', 1, 65536),
	(15, '2026-11-30', 1, 65536),
	(22, '2026-11-30', 3, 524288),
	(7, '2026-11-30', 2, 524288),
	(3, '2026-11-30', 6, 524288),
	(1, '2026-11-30', 6, 524288),
	(5, '2026-11-30', 5, 524288),
	(17, '2026-11-30', 1, 65536),
	(6, '2026-11-30', 2, 524288);

INSERT INTO public.alembic_version VALUES
	('0015');

INSERT INTO public.arrear VALUES
	(5, 'task:24:14', 'far', 14, 130, '任务：看地图', 'chat:life-144', 1796036400000);

INSERT INTO public.audit VALUES
	(1, 'demo', '群主', '群主', 'SOP 批准 新人路', 'chat:life-1', 1792972800000),
	(2, 'demo', '群主', '群主', 'SOP 批准 已批', 'chat:life-2', 1792972800000),
	(3, 'demo', '群主', '群主', '预算 2000', 'chat:life-7', 1792972800000),
	(4, 'far', '阿山', '管理员', '预算 150', 'chat:life-8', 1792972800000),
	(5, 'demo', '群主', '群主', '加分 @小明 90 帮忙', 'chat:life-11', 1792972800000),
	(6, 'demo', '群主', '群主', '加分 @小红 80 帮忙', 'chat:life-12', 1792972800000),
	(7, 'demo', '群主', '群主', '加分 @小刚 60 帮忙', 'chat:life-13', 1792972800000),
	(8, 'far', '阿山', '管理员', '加分 @阿溪 40 帮忙', 'chat:life-14', 1792972800000),
	(9, 'demo', '小助理', '管理员', '标签 @小红 老客户 旧友', 'chat:life-20', 1792972800000),
	(10, 'demo', '小助理', '管理员', '标签 @小刚 同行', 'chat:life-21', 1792972800000),
	(11, 'demo', '群主', '群主', '绑定 @小明 @店员', 'chat:life-22', 1792972800000),
	(12, 'demo', '店员', '员工', '记单 @小明 268.5 A100', 'chat:life-29', 1793147400000),
	(13, 'demo', '店员', '员工', '记单 @小红 88 A101', 'chat:life-30', 1793147400000),
	(14, 'demo', '店员', '员工', '退单 A101 20', 'chat:life-31', 1793147400000),
	(15, 'demo', '店员', '员工', '加友 申请 30 通过 6 回复 4', 'chat:life-32', 1793147400000),
	(16, 'demo', '群主', '群主', '发抽奖券 @小明 6', 'chat:life-33', 1793147400000),
	(17, 'demo', '店员', '员工', '发起投票 2 周末去哪？', 'chat:life-35', 1793147400000),
	(18, 'demo', '小助理', '管理员', '派任务 @店员 @店长 群发 今晚 20:00 前 10分 要数字 海报
早上好，大家来喝茶。', 'chat:life-38', 1793147400000),
	(19, 'demo', '店员', '员工', '完成 2 12', 'chat:life-39', 1793147400000),
	(20, 'demo', '店员', '员工', '发起投票 3 明天吃什么？', 'chat:life-40', 1793147400000),
	(21, 'demo', '店员', '员工', '取消投票 3', 'chat:life-41', 1793156400000),
	(22, 'demo', '店员', '员工', '核销 VA65-BU', 'chat:life-43', 1793156400000),
	(23, 'demo', '小助理', '管理员', '退款 VA65-BU', 'chat:life-44', 1793156400000),
	(24, 'demo', '店员', '员工', '核销 38QF-BM', 'chat:life-48', 1793156400000),
	(25, 'demo', '群主', '群主', '驳回兑换 GBTQ-9K 这次人满了', 'chat:life-50', 1793156400000),
	(26, 'demo', '群主', '群主', '加分 @小明 200 分享（1 号，待确认）', 'chat:life-54', 1793156400000),
	(27, 'demo', '群主', '群主', '确认 1 给 小明 加 200 分（分享）', 'chat:life-55', 1793156400000),
	(28, 'demo', '群主', '群主', '扣分 @小明 150 试一下（2 号，待确认）', 'chat:life-56', 1793156400000),
	(29, 'demo', '群主', '群主', '取消操作 2 扣 小明 150 分（试一下）', 'chat:life-57', 1793156400000),
	(30, 'demo', '小助理', '管理员', '加分 @小红 300 忘了确认（3 号，待确认）', 'chat:life-58', 1793156400000),
	(31, 'demo', '小助理', '管理员', '加分 @小刚 30 记错人', 'chat:life-59', 1793156400000),
	(32, 'demo', '小助理', '管理员', '冲正 70 记错人', 'chat:life-61', 1793156400000),
	(33, 'demo', '群主', '群主', 'SOP 新增 每周二、三 16:30 下午茶时间，歇一歇吧（4 号，待确认）', 'chat:life-62', 1793156400000),
	(34, 'demo', '群主', '群主', '确认 4 新的计划：
- name: 下午茶时间，歇一歇吧
  when: 每周二、三 16:30
  say: 下午茶时间，歇一歇吧
写进群的 YAML', 'chat:life-63', 1793156400000),
	(35, 'demo', '小助理', '管理员', 'SOP 暂停 午休', 'chat:life-64', 1793156400000),
	(36, 'demo', '店长', '员工', '延期 2 明天 18:00 店里忙', 'chat:life-65', 1793190600000),
	(37, 'demo', '群主', '群主', 'SOP 补发 早安', 'chat:life-66', 1793692800000),
	(38, 'demo', '群主', '群主', '忽略 62', 'chat:life-68', 1793799000000),
	(39, 'demo', '群主', '群主', '重发 72', 'chat:life-69', 1793799000000),
	(40, 'demo', '店员', '员工', '发起投票 5 坏掉的？', 'chat:life-70', 1794269400000),
	(41, 'demo', '群主', '群主', '旅程 加入 歇脚路 @阿秋', 'chat:life-82', 1794526200000),
	(42, 'demo', '群主', '群主', '扣分 @小刚 3 刷屏', 'chat:life-85', 1794618000000),
	(43, 'demo', '群主', '群主', '旅程 退出 歇脚路 @阿秋', 'chat:life-87', 1794618000000),
	(44, 'demo', '群主', '群主', '旅程 加入 新人路 @小刚', 'chat:life-89', 1795395600000),
	(45, 'demo', '群主', '群主', 'SOP 批准 待批', 'chat:life-90', 1795395600000),
	(46, 'demo', '小助理', '管理员', '回访 @小明 12-01 15:00 问问鞋合不合脚', 'chat:life-91', 1795395600000),
	(47, 'demo', '小助理', '管理员', '回访 @小红 12-03 10:00 问问', 'chat:life-92', 1795395600000),
	(48, 'demo', '小助理', '管理员', 'SOP 暂停 歇脚路', 'chat:life-97', 1795915800000),
	(49, 'demo', '群主', '群主', '发抽奖券 @小明 6', 'chat:life-104', 1795915800000),
	(50, 'demo', '店员', '员工', '记单 @小红 99.5 A102', 'chat:life-114', 1796036400000),
	(51, 'demo', '店员', '员工', '加友 申请 20 通过 5 回复 4', 'chat:life-115', 1796036400000),
	(52, 'demo', '店员', '员工', '发起投票 9 年会在哪里办？', 'chat:life-119', 1796036400000),
	(53, 'demo', '小助理', '管理员', '发起投票 10 带什么吃的？', 'chat:life-120', 1796036400000),
	(54, 'demo', '群主', '群主', '发起投票 11 店长辛苦吗？', 'chat:life-121', 1796036400000),
	(55, 'demo', '小助理', '管理员', '派任务 @店员 @店长 邀约 12-01 18:00 前 20分 要验收 请老客来坐坐 @小明 @小红', 'chat:life-125', 1796036400000),
	(56, 'demo', '店员', '员工', '完成 19 请到两位', 'chat:life-126', 1796036400000),
	(57, 'demo', '群主', '群主', '派任务 @店员 学习 12-02 12:00 前 5分 要证明 看产品手册', 'chat:life-127', 1796036400000),
	(58, 'demo', '店员', '员工', '延期 20 12-02 15:00 今天太忙', 'chat:life-128', 1796036400000),
	(59, 'demo', '群主', '群主', '派任务 @店长 标签 12-03 12:00 前 整理标签', 'chat:life-129', 1796036400000),
	(60, 'demo', '群主', '群主', '撤回任务 21', 'chat:life-130', 1796036400000),
	(61, 'demo', '小助理', '管理员', '派任务 @店长 社群SOP 11-30 20:00 前 发晚安', 'chat:life-131', 1796036400000),
	(62, 'demo', '群主', '群主', '加分 @小明 210 组织活动（5 号，待确认）', 'chat:life-132', 1796036400000),
	(63, 'demo', '小助理', '管理员', '扣分 @小刚 120 刷屏（6 号，待确认）', 'chat:life-133', 1796036400000),
	(64, 'demo', '小助理', '管理员', '加分 @小红 900 年度贡献（7 号，待确认）', 'chat:life-134', 1796036400000),
	(65, 'demo', '小助理', '管理员', 'SOP 新增 每周三 18:40 晚饭吃什么？（8 号，待确认）', 'chat:life-135', 1796036400000),
	(66, 'far', '阿山', '管理员', '加分 @阿河 45 修路', 'chat:life-140', 1796036400000),
	(67, 'far', '阿山', '管理员', '派任务 @阿岭 学习 明天 18:00 前 60分 看地图', 'chat:life-141', 1796036400000),
	(68, 'far', '阿岭', '员工', '完成 23', 'chat:life-142', 1796036400000),
	(69, 'far', '阿山', '管理员', '派任务 @阿岭 学习 明天 18:00 前 130分 看地图', 'chat:life-143', 1796036400000),
	(70, 'far', '阿岭', '员工', '完成 24', 'chat:life-144', 1796036400000),
	(71, 'far', '阿山', '管理员', '派任务 @阿岭 邀约 12-01 23:00 前 请山下的人来', 'chat:life-145', 1796036400000),
	(72, 'demo', '小助理', '管理员', '派任务 @店长 群发 12-01 00:55 前 晚安海报
晚安，好梦。', 'chat:life-147', 1796036400000),
	(73, 'demo', '小助理', '管理员', '派任务 @店长 群发 12-01 00:55 前 早安海报
早安。', 'chat:life-148', 1796036400000);

INSERT INTO public.badge VALUES
	(3, '破冰者', 'demo', 1793031300000, 1),
	(5, '首签', 'demo', 1793031300000, 1),
	(5, '破冰者', 'demo', 1793031300000, 1),
	(5, '引路人', 'demo', 1793031300000, 1),
	(6, '首签', 'demo', 1793031300000, 1),
	(8, '首签', 'demo', 1793031300000, 1),
	(9, '首签', 'demo', 1793031300000, 1),
	(10, '首签', 'demo', 1793031300000, 1),
	(11, '首签', 'demo', 1793031300000, 1),
	(13, '种子用户', 'far', 1793039400000, 1),
	(15, '首签', 'far', 1793039400000, 1),
	(15, '种子用户', 'far', 1793039400000, 1),
	(5, '三日连签', 'demo', 1793204100000, 1),
	(7, '首签', 'demo', 1794327300000, 1),
	(7, '三日连签', 'demo', 1794500100000, 1),
	(19, '破冰者', 'demo', 1794672900000, 1),
	(16, '首签', 'far', 1795977000000, 1),
	(16, '种子用户', 'far', 1795977000000, 1),
	(1, '首签', 'demo', 1796055300000, 0);

INSERT INTO public.binding VALUES
	(6, 4, '', 1792972800000),
	(7, 3, '', 1792972800000),
	(8, 4, '', 1792972800000),
	(9, 3, '', 1792972800000),
	(10, 4, '', 1792972800000),
	(11, 3, '', 1792972800000),
	(5, 3, '群主', 1792972800000),
	(18, 4, '', 1794481200000),
	(19, 4, '', 1794526200000),
	(20, 3, '', 1794618000000),
	(21, 3, '', 1795050000000),
	(22, 4, '', 1796000400000),
	(25, 3, '', 1796055600000);

INSERT INTO public.birthday VALUES
	(5, 12, 2, NULL, 1792972800000),
	(6, 12, 4, NULL, 1792972800000);

INSERT INTO public.cap VALUES
	(5, 'inviting', '2026-10-26', 20, 0),
	(5, 'speaking', '2026-10-26', 1, 0),
	(1, 'touch', '2026-10-26', 1, 0),
	(2, 'touch', '2026-10-26', 2, 0),
	(3, 'touch', '2026-10-26', 2, 0),
	(4, 'touch', '2026-10-26', 2, 0),
	(5, 'touch', '2026-10-26', 2, 0),
	(6, 'touch', '2026-10-26', 2, 0),
	(7, 'touch', '2026-10-26', 2, 0),
	(8, 'touch', '2026-10-26', 2, 0),
	(9, 'touch', '2026-10-26', 2, 0),
	(10, 'touch', '2026-10-26', 2, 0),
	(11, 'touch', '2026-10-26', 2, 0),
	(1, 'touch', '2026-10-27', 1, 0),
	(2, 'touch', '2026-10-27', 2, 0),
	(3, 'touch', '2026-10-27', 1, 0),
	(4, 'touch', '2026-10-27', 2, 0),
	(5, 'touch', '2026-10-27', 1, 0),
	(6, 'touch', '2026-10-27', 2, 0),
	(7, 'touch', '2026-10-27', 2, 0),
	(8, 'touch', '2026-10-27', 3, 0),
	(9, 'touch', '2026-10-27', 3, 0),
	(10, 'touch', '2026-10-27', 3, 0),
	(11, 'touch', '2026-10-27', 3, 0),
	(5, 'giving', '2026-10-28', 15, 0),
	(5, 'lottery', '2026-10-28', 5, 0),
	(1, 'touch', '2026-10-28', 1, 0),
	(3, 'touch', '2026-10-28', 1, 0),
	(5, 'touch', '2026-10-28', 2, 0),
	(7, 'touch', '2026-10-28', 1, 0),
	(7, 'speaking', '2026-10-28', 1, 0),
	(2, 'touch', '2026-10-28', 2, 0),
	(4, 'touch', '2026-10-28', 2, 0),
	(6, 'touch', '2026-10-28', 3, 1),
	(8, 'touch', '2026-10-28', 3, 0),
	(9, 'touch', '2026-10-28', 3, 0),
	(10, 'touch', '2026-10-28', 3, 0),
	(11, 'touch', '2026-10-28', 3, 0),
	(1, 'touch', '2026-11-03', 1, 0),
	(3, 'touch', '2026-11-03', 1, 0),
	(5, 'touch', '2026-11-03', 1, 0),
	(2, 'touch', '2026-11-03', 2, 0),
	(4, 'touch', '2026-11-03', 2, 0),
	(6, 'touch', '2026-11-03', 2, 0),
	(8, 'touch', '2026-11-03', 3, 0),
	(9, 'touch', '2026-11-03', 3, 0),
	(10, 'touch', '2026-11-03', 3, 0),
	(11, 'touch', '2026-11-03', 3, 0),
	(1, 'touch', '2026-11-04', 1, 0),
	(3, 'touch', '2026-11-04', 2, 0),
	(5, 'touch', '2026-11-04', 2, 0),
	(8, 'touch', '2026-11-04', 2, 0),
	(9, 'touch', '2026-11-04', 2, 0),
	(10, 'touch', '2026-11-04', 2, 0),
	(11, 'touch', '2026-11-04', 2, 0),
	(2, 'touch', '2026-11-04', 2, 0),
	(4, 'touch', '2026-11-04', 2, 0),
	(6, 'touch', '2026-11-04', 2, 0),
	(3, 'touch', '2026-11-05', 1, 0),
	(5, 'touch', '2026-11-05', 1, 0),
	(2, 'touch', '2026-11-09', 1, 0),
	(3, 'touch', '2026-11-09', 1, 0),
	(4, 'touch', '2026-11-09', 1, 0),
	(5, 'touch', '2026-11-09', 1, 0),
	(6, 'touch', '2026-11-09', 1, 0),
	(8, 'touch', '2026-11-09', 1, 0),
	(9, 'touch', '2026-11-09', 1, 0),
	(10, 'touch', '2026-11-09', 1, 0),
	(11, 'touch', '2026-11-09', 1, 0),
	(2, 'touch', '2026-11-10', 1, 0),
	(4, 'touch', '2026-11-10', 1, 0),
	(6, 'touch', '2026-11-10', 1, 0),
	(8, 'touch', '2026-11-10', 1, 0),
	(9, 'touch', '2026-11-10', 1, 0),
	(10, 'touch', '2026-11-10', 1, 0),
	(11, 'touch', '2026-11-10', 1, 0),
	(1, 'touch', '2026-11-11', 1, 0),
	(1, 'touch', '2026-11-12', 1, 0),
	(5, 'inviting', '2026-11-12', 20, 0),
	(5, 'speaking', '2026-11-13', 1, 0),
	(11, 'touch', '2026-11-13', 1, 0),
	(20, 'touch', '2026-11-14', 2, 0),
	(20, 'touch', '2026-11-15', 2, 0),
	(19, 'touch', '2026-11-15', 1, 0),
	(2, 'touch', '2026-11-16', 1, 0),
	(4, 'touch', '2026-11-16', 1, 0),
	(6, 'touch', '2026-11-16', 1, 0),
	(8, 'touch', '2026-11-16', 1, 0),
	(9, 'touch', '2026-11-16', 1, 0),
	(10, 'touch', '2026-11-16', 1, 0),
	(11, 'touch', '2026-11-16', 1, 0),
	(19, 'touch', '2026-11-17', 1, 0),
	(19, 'touch', '2026-11-19', 1, 0),
	(21, 'touch', '2026-11-20', 2, 0),
	(21, 'touch', '2026-11-22', 1, 0),
	(3, 'touch', '2026-11-24', 1, 0),
	(4, 'touch', '2026-11-24', 1, 0),
	(5, 'touch', '2026-11-24', 1, 0),
	(8, 'touch', '2026-11-24', 1, 0),
	(9, 'touch', '2026-11-24', 1, 0),
	(10, 'touch', '2026-11-24', 1, 0),
	(11, 'touch', '2026-11-24', 1, 0),
	(19, 'touch', '2026-11-24', 1, 0),
	(6, 'touch', '2026-11-25', 1, 0),
	(6, 'touch', '2026-11-26', 1, 0),
	(5, 'lottery', '2026-11-29', 5, 0),
	(6, 'touch', '2026-11-29', 1, 0),
	(22, 'speaking', '2026-11-30', 1, 0),
	(6, 'polls', '2026-11-30', 1, 0),
	(7, 'polls', '2026-11-30', 1, 0),
	(24, 'speaking', '2026-11-30', 1, 0),
	(6, 'touch', '2026-11-30', 1, 0),
	(7, 'inviting', '2026-12-01', 20, 0),
	(19, 'touch', '2026-11-13', 2, 0),
	(5, 'touch', '2026-11-13', 1, 0),
	(19, 'touch', '2026-11-14', 2, 0),
	(5, 'touch', '2026-11-15', 1, 0),
	(5, 'touch', '2026-11-16', 1, 0),
	(2, 'touch', '2026-11-17', 1, 0),
	(3, 'touch', '2026-11-17', 1, 0),
	(4, 'touch', '2026-11-17', 1, 0),
	(6, 'touch', '2026-11-17', 1, 0),
	(8, 'touch', '2026-11-17', 1, 0),
	(9, 'touch', '2026-11-17', 1, 0),
	(10, 'touch', '2026-11-17', 1, 0),
	(11, 'touch', '2026-11-17', 1, 0),
	(5, 'touch', '2026-11-17', 1, 0),
	(21, 'touch', '2026-11-19', 2, 0),
	(19, 'touch', '2026-11-21', 1, 0),
	(21, 'touch', '2026-11-21', 2, 0),
	(19, 'touch', '2026-11-22', 1, 0),
	(3, 'touch', '2026-11-23', 1, 0),
	(4, 'touch', '2026-11-23', 1, 0),
	(5, 'touch', '2026-11-23', 1, 0),
	(6, 'touch', '2026-11-23', 1, 0),
	(8, 'touch', '2026-11-23', 1, 0),
	(9, 'touch', '2026-11-23', 1, 0),
	(10, 'touch', '2026-11-23', 1, 0),
	(11, 'touch', '2026-11-23', 1, 0),
	(19, 'touch', '2026-11-23', 1, 0),
	(21, 'touch', '2026-11-23', 2, 0),
	(21, 'touch', '2026-11-25', 1, 0),
	(6, 'touch', '2026-11-27', 2, 0),
	(5, 'touch', '2026-11-29', 1, 0),
	(7, 'speaking', '2026-11-29', 1, 0),
	(6, 'inviting', '2026-11-30', 20, 0),
	(22, 'touch', '2026-11-30', 2, 0),
	(3, 'touch', '2026-11-30', 1, 0),
	(5, 'polls', '2026-11-30', 1, 0),
	(4, 'touch', '2026-11-30', 2, 0),
	(8, 'touch', '2026-11-30', 2, 0),
	(9, 'touch', '2026-11-30', 2, 0),
	(10, 'touch', '2026-11-30', 2, 0),
	(11, 'touch', '2026-11-30', 2, 0),
	(19, 'touch', '2026-11-30', 2, 0),
	(21, 'touch', '2026-11-30', 2, 0);

INSERT INTO public.checkin VALUES
	(8, '2026-10-26', 1792972800000, 1, 0, 'checked'),
	(9, '2026-10-26', 1792972800000, 1, 0, 'checked'),
	(10, '2026-10-26', 1792972800000, 1, 0, 'checked'),
	(11, '2026-10-26', 1792972800000, 1, 0, 'checked'),
	(5, '2026-10-26', 1792972800000, 1, 0, 'checked'),
	(6, '2026-10-26', 1792972800000, 1, 0, 'checked'),
	(15, '2026-10-26', 1792972800000, 1, 0, 'checked'),
	(5, '2026-10-27', 1793061000000, 2, 0, 'checked'),
	(6, '2026-10-27', 1793061000000, 2, 0, 'checked'),
	(5, '2026-10-28', 1793147400000, 3, 1, 'checked'),
	(5, '2026-11-10', 1794308400000, 1, 0, 'checked'),
	(7, '2026-11-10', 1794308400000, 1, 0, 'checked'),
	(5, '2026-11-11', 1794394800000, 2, 0, 'checked'),
	(7, '2026-11-11', 1794394800000, 2, 0, 'checked'),
	(5, '2026-11-12', 1794481200000, 3, 1, 'checked'),
	(7, '2026-11-12', 1794481200000, 3, 1, 'checked'),
	(15, '2026-11-12', 1794481200000, 1, 0, 'checked'),
	(5, '2026-11-13', 1794618000000, 3, 1, 'frozen'),
	(5, '2026-11-14', 1794618000000, 4, 1, 'checked'),
	(7, '2026-11-13', 1794618000000, 4, 1, 'made up'),
	(6, '2026-11-24', 1795518000000, 1, 0, 'checked'),
	(5, '2026-11-28', 1795829400000, 1, 0, 'checked'),
	(6, '2026-11-28', 1795829400000, 1, 0, 'checked'),
	(7, '2026-11-28', 1795829400000, 1, 0, 'checked'),
	(5, '2026-11-29', 1795915800000, 2, 0, 'checked'),
	(7, '2026-11-29', 1795915800000, 2, 0, 'checked'),
	(16, '2026-11-29', 1795915800000, 1, 0, 'checked'),
	(5, '2026-11-30', 1796036400000, 3, 1, 'checked'),
	(7, '2026-11-30', 1796036400000, 3, 1, 'checked'),
	(22, '2026-11-30', 1796036400000, 1, 0, 'checked'),
	(3, '2026-11-30', 1796036400000, 1, 0, 'checked'),
	(16, '2026-11-30', 1796036400000, 2, 0, 'checked'),
	(15, '2026-11-30', 1796036400000, 1, 0, 'checked'),
	(1, '2026-11-30', 1796036400000, 1, 0, 'checked'),
	(23, '2026-11-30', 1796036400000, 1, 0, 'checked');

INSERT INTO public.entry VALUES
	(6, 'topup:chat:life-7', 'topup', 'demo', 'points', 'issuer', 'treasury', 2000, '加拨预算', 'chat:life-7 by 群主', 1792972800000, NULL),
	(7, 'checkin:8:2026-10-26', 'checkin', 'demo', 'points', 'treasury', 'member:8', 10, '签到', 'chat:life-3', 1792972800000, NULL),
	(8, 'checkin:9:2026-10-26', 'checkin', 'demo', 'points', 'treasury', 'member:9', 10, '签到', 'chat:life-4', 1792972800000, NULL),
	(9, 'checkin:10:2026-10-26', 'checkin', 'demo', 'points', 'treasury', 'member:10', 10, '签到', 'chat:life-5', 1792972800000, NULL),
	(10, 'checkin:11:2026-10-26', 'checkin', 'demo', 'points', 'treasury', 'member:11', 10, '签到', 'chat:life-6', 1792972800000, NULL),
	(11, 'topup:chat:life-8', 'topup', 'far', 'points', 'issuer', 'treasury', 150, '加拨预算', 'chat:life-8 by 阿山', 1792972800000, NULL),
	(12, 'introduction:3', 'introduction', 'demo', 'points', 'treasury', 'member:3', 20, '自我介绍', 'chat:life-9', 1792972800000, NULL),
	(13, 'introduction:5', 'introduction', 'demo', 'points', 'treasury', 'member:5', 20, '自我介绍', 'chat:life-10', 1792972800000, NULL),
	(14, 'grant:chat:life-11', 'grant', 'demo', 'points', 'treasury', 'member:5', 90, '帮忙', 'chat:life-11 by 群主', 1792972800000, NULL),
	(15, 'grant:chat:life-12', 'grant', 'demo', 'points', 'treasury', 'member:6', 80, '帮忙', 'chat:life-12 by 群主', 1792972800000, NULL),
	(16, 'grant:chat:life-13', 'grant', 'demo', 'points', 'treasury', 'member:7', 60, '帮忙', 'chat:life-13 by 群主', 1792972800000, NULL),
	(17, 'grant:chat:life-14', 'grant', 'far', 'points', 'treasury', 'member:15', 40, '帮忙', 'chat:life-14 by 阿山', 1792972800000, NULL),
	(18, 'checkin:5:2026-10-26', 'checkin', 'demo', 'points', 'treasury', 'member:5', 10, '签到', 'chat:life-15', 1792972800000, NULL),
	(19, 'checkin:6:2026-10-26', 'checkin', 'demo', 'points', 'treasury', 'member:6', 10, '签到', 'chat:life-16', 1792972800000, NULL),
	(20, 'checkin:15:2026-10-26', 'checkin', 'far', 'points', 'treasury', 'member:15', 10, '签到', 'chat:life-17', 1792972800000, NULL),
	(21, 'speaking:chat:life-23', 'speaking', 'demo', 'points', 'treasury', 'member:5', 1, '发言', 'chat:life-23', 1792972800000, NULL),
	(22, 'growth:1:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:1', 14, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(23, 'growth:2:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:2', 4, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(24, 'growth:3:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:3', 2, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(25, 'growth:5:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:5', 28, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(26, 'growth:6:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:6', 24, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(27, 'growth:8:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:8', 22, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(28, 'growth:9:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:9', 22, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(29, 'growth:10:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:10', 22, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(30, 'growth:11:2026-10-26', 'growth', 'demo', 'growth', 'issuer', 'member:11', 22, '成长', 'run:demo:·levels/settle:1793031000000', 1793031000000, NULL),
	(31, 'growth:13:2026-10-26', 'growth', 'far', 'growth', 'issuer', 'member:13', 2, '成长', 'run:far:·levels/settle:1793039100000', 1793039100000, NULL),
	(32, 'growth:15:2026-10-26', 'growth', 'far', 'growth', 'issuer', 'member:15', 21, '成长', 'run:far:·levels/settle:1793039100000', 1793039100000, NULL),
	(33, 'checkin:5:2026-10-27', 'checkin', 'demo', 'points', 'treasury', 'member:5', 10, '签到', 'chat:life-24', 1793061000000, NULL),
	(34, 'monthly:5:2026-10:2', 'monthly', 'demo', 'points', 'treasury', 'member:5', 5, '10 月签满 2 天', 'chat:life-24', 1793061000000, NULL),
	(35, 'checkin:6:2026-10-27', 'checkin', 'demo', 'points', 'treasury', 'member:6', 10, '签到', 'chat:life-25', 1793061000000, NULL),
	(36, 'monthly:6:2026-10:2', 'monthly', 'demo', 'points', 'treasury', 'member:6', 5, '10 月签满 2 天', 'chat:life-25', 1793061000000, NULL),
	(37, 'growth:5:2026-10-27', 'growth', 'demo', 'growth', 'issuer', 'member:5', 22, '成长', 'run:demo:·levels/settle:1793117400000', 1793117400000, NULL),
	(38, 'growth:6:2026-10-27', 'growth', 'demo', 'growth', 'issuer', 'member:6', 22, '成长', 'run:demo:·levels/settle:1793117400000', 1793117400000, NULL),
	(39, 'checkin:5:2026-10-28', 'checkin', 'demo', 'points', 'treasury', 'member:5', 25, '签到', 'chat:life-26', 1793147400000, NULL),
	(40, 'give:chat:life-27', 'give', 'demo', 'points', 'member:5', 'member:6', 15, '小明 送给 小红', 'chat:life-27', 1793147400000, NULL),
	(41, 'protect:chat:life-28', 'protect', 'demo', 'points', 'member:6', 'issuer', 30, '连签保护', 'chat:life-28', 1793147400000, NULL),
	(42, 'card:chat:life-28', 'card', 'demo', 'freeze', 'issuer', 'member:6', 1, '买连签保护', 'chat:life-28', 1793147400000, NULL),
	(43, 'growth-purchase:demo:A100', 'growth-purchase', 'demo', 'growth', 'issuer', 'member:5', 268, '消费，订单 A100', 'chat:life-29', 1793147400000, NULL),
	(44, 'purchase:demo:A100', 'purchase', 'demo', 'points', 'treasury', 'member:5', 268, '消费，订单 A100', 'chat:life-29 by 店员', 1793147400000, NULL),
	(45, 'growth-purchase:demo:A101', 'growth-purchase', 'demo', 'growth', 'issuer', 'member:6', 88, '消费，订单 A101', 'chat:life-30', 1793147400000, NULL),
	(46, 'purchase:demo:A101', 'purchase', 'demo', 'points', 'treasury', 'member:6', 88, '消费，订单 A101', 'chat:life-30 by 店员', 1793147400000, NULL),
	(47, 'growth-return:demo:A101:1', 'growth-return', 'demo', 'growth', 'member:6', 'issuer', 20, '退单 A101', 'chat:life-31', 1793147400000, NULL),
	(48, 'purchase:demo:A101:1', 'purchase', 'demo', 'points', 'issuer', 'member:6', 68, '消费，订单 A101', 'chat:life-31 by 店员', 1793147400000, NULL),
	(49, 'reverse:46', 'reverse', 'demo', 'points', 'member:6', 'treasury', 88, '退单 A101', 'chat:life-31 by 店员', 1793147400000, 46),
	(50, 'purchase:demo:A101:1:treasury', 'purchase', 'demo', 'points', 'treasury', 'issuer', 68, '消费，订单 A101', 'chat:life-31 by 店员', 1793147400000, NULL),
	(51, 'tickets:chat:life-33', 'tickets', 'demo', 'ticket', 'issuer', 'member:5', 6, '抽奖券', 'chat:life-33 by 群主', 1793147400000, NULL),
	(52, 'lottery:chat:life-34:0', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-34', 1793147400000, NULL),
	(53, 'lottery:chat:life-34:1', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-34', 1793147400000, NULL),
	(54, 'lottery:chat:life-34:2', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-34', 1793147400000, NULL),
	(55, 'lottery:chat:life-34:3', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-34', 1793147400000, NULL),
	(56, 'lottery:chat:life-34:4', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-34', 1793147400000, NULL),
	(57, 'prize:chat:life-34:1', 'prize', 'demo', 'points', 'treasury', 'member:5', 7, '抽中 7 积分', 'chat:life-34', 1793147400000, NULL),
	(58, 'prize-ticket:chat:life-34:2', 'prize-ticket', 'demo', 'ticket', 'issuer', 'member:5', 1, '抽奖券', 'chat:life-34', 1793147400000, NULL),
	(60, 'redeem:VA65-BU', 'redeem', 'demo', 'points', 'member:5', 'shop', 30, '兑换 帆布购物袋', 'chat:life-42', 1793156400000, NULL),
	(61, 'reverse:60', 'reverse', 'demo', 'points', 'shop', 'member:5', 30, '退回 帆布购物袋', 'chat:life-44 by 小助理', 1793156400000, 60),
	(63, 'reverse:62', 'reverse', 'demo', 'points', 'shop', 'member:5', 30, '退回 帆布购物袋', 'chat:life-46', 1793156400000, 62),
	(66, 'reverse:65', 'reverse', 'demo', 'points', 'shop', 'member:6', 36, '退回 徒步免费名额', 'chat:life-50 by 群主', 1793156400000, 65),
	(72, 'growth:1:2026-10-28', 'growth', 'demo', 'growth', 'issuer', 'member:1', 16, '成长', 'run:demo:·levels/settle:1793203800000', 1793203800000, NULL),
	(73, 'growth:2:2026-10-28', 'growth', 'demo', 'growth', 'issuer', 'member:2', 14, '成长', 'run:demo:·levels/settle:1793203800000', 1793203800000, NULL),
	(74, 'growth:3:2026-10-28', 'growth', 'demo', 'growth', 'issuer', 'member:3', 20, '成长', 'run:demo:·levels/settle:1793203800000', 1793203800000, NULL),
	(75, 'growth:4:2026-10-28', 'growth', 'demo', 'growth', 'issuer', 'member:4', 2, '成长', 'run:demo:·levels/settle:1793203800000', 1793203800000, NULL),
	(76, 'growth:5:2026-10-28', 'growth', 'demo', 'growth', 'issuer', 'member:5', 34, '成长', 'run:demo:·levels/settle:1793203800000', 1793203800000, NULL),
	(77, 'growth:6:2026-10-28', 'growth', 'demo', 'growth', 'issuer', 'member:6', 10, '成长', 'run:demo:·levels/settle:1793203800000', 1793203800000, NULL),
	(78, 'growth:7:2026-10-28', 'growth', 'demo', 'growth', 'issuer', 'member:7', 4, '成长', 'run:demo:·levels/settle:1793203800000', 1793203800000, NULL),
	(79, 'reverse:67', 'reverse', 'demo', 'points', 'shop', 'member:6', 18, '退回 满100减20券', 'timer:mall:59', 1793462400000, 67),
	(82, 'decay:8:2026-11-01', 'decay', 'demo', 'growth', 'member:8', 'issuer', 6, '久未活跃', 'run:demo:·levels/decay:1793463600000', 1793463600000, NULL),
	(83, 'decay:9:2026-11-01', 'decay', 'demo', 'growth', 'member:9', 'issuer', 6, '久未活跃', 'run:demo:·levels/decay:1793463600000', 1793463600000, NULL),
	(84, 'decay:10:2026-11-01', 'decay', 'demo', 'growth', 'member:10', 'issuer', 6, '久未活跃', 'run:demo:·levels/decay:1793463600000', 1793463600000, NULL),
	(85, 'decay:11:2026-11-01', 'decay', 'demo', 'growth', 'member:11', 'issuer', 6, '久未活跃', 'run:demo:·levels/decay:1793463600000', 1793463600000, NULL),
	(87, 'decay:13:2026-11-01', 'decay', 'far', 'growth', 'member:13', 'issuer', 1, '久未活跃', 'run:far:·levels/decay:1793471700000', 1793471700000, NULL),
	(88, 'decay:15:2026-11-01', 'decay', 'far', 'growth', 'member:15', 'issuer', 10, '久未活跃', 'run:far:·levels/decay:1793471700000', 1793471700000, NULL),
	(90, 'growth:1:2026-11-04', 'growth', 'demo', 'growth', 'issuer', 'member:1', 6, '成长', 'run:demo:·levels/settle:1793808600000', 1793808600000, NULL),
	(92, 'checkin:7:2026-11-10', 'checkin', 'demo', 'points', 'treasury', 'member:7', 10, '签到', 'chat:life-73', 1794308400000, NULL),
	(98, 'checkin:7:2026-11-11', 'checkin', 'demo', 'points', 'treasury', 'member:7', 10, '签到', 'chat:life-75', 1794394800000, NULL),
	(99, 'monthly:7:2026-11:2', 'monthly', 'demo', 'points', 'treasury', 'member:7', 5, '11 月签满 2 天', 'chat:life-75', 1794394800000, NULL),
	(100, 'growth:5:2026-11-11', 'growth', 'demo', 'growth', 'issuer', 'member:5', 22, '成长', 'run:demo:·levels/settle:1794413400000', 1794413400000, NULL),
	(101, 'growth:7:2026-11-11', 'growth', 'demo', 'growth', 'issuer', 'member:7', 22, '成长', 'run:demo:·levels/settle:1794413400000', 1794413400000, NULL),
	(103, 'checkin:7:2026-11-12', 'checkin', 'demo', 'points', 'treasury', 'member:7', 25, '签到', 'chat:life-77', 1794481200000, NULL),
	(107, 'reverse:106', 'reverse', 'demo', 'points', 'member:5', 'treasury', 20, '过客 退群，收回邀请分', 'chat:m37', 1794481200000, 106),
	(110, 'growth:5:2026-11-12', 'growth', 'demo', 'growth', 'issuer', 'member:5', 24, '成长', 'run:demo:·levels/settle:1794499800000', 1794499800000, NULL),
	(111, 'growth:7:2026-11-12', 'growth', 'demo', 'growth', 'issuer', 'member:7', 22, '成长', 'run:demo:·levels/settle:1794499800000', 1794499800000, NULL),
	(112, 'growth:13:2026-11-12', 'growth', 'far', 'growth', 'issuer', 'member:13', 1, '成长', 'run:far:·levels/settle:1794507900000', 1794507900000, NULL),
	(113, 'growth:15:2026-11-12', 'growth', 'far', 'growth', 'issuer', 'member:15', 21, '成长', 'run:far:·levels/settle:1794507900000', 1794507900000, NULL),
	(114, 'speaking:chat:life-81', 'speaking', 'demo', 'points', 'treasury', 'member:5', 2, '发言', 'chat:life-81', 1794526200000, NULL),
	(119, 'makeup:7:2026-11-13', 'makeup', 'demo', 'points', 'member:7', 'issuer', 20, '补签 11-13', 'chat:life-84', 1794618000000, NULL),
	(121, 'introduction:19', 'introduction', 'demo', 'points', 'treasury', 'member:19', 20, '自我介绍', 'chat:life-86', 1794618000000, NULL),
	(122, 'growth:1:2026-11-14', 'growth', 'demo', 'growth', 'issuer', 'member:1', 4, '成长', 'run:demo:·levels/settle:1794672600000', 1794672600000, NULL),
	(123, 'growth:5:2026-11-14', 'growth', 'demo', 'growth', 'issuer', 'member:5', 22, '成长', 'run:demo:·levels/settle:1794672600000', 1794672600000, NULL),
	(124, 'growth:7:2026-11-14', 'growth', 'demo', 'growth', 'issuer', 'member:7', 2, '成长', 'run:demo:·levels/settle:1794672600000', 1794672600000, NULL),
	(125, 'growth:19:2026-11-14', 'growth', 'demo', 'growth', 'issuer', 'member:19', 2, '成长', 'run:demo:·levels/settle:1794672600000', 1794672600000, NULL),
	(127, 'growth:1:2026-11-23', 'growth', 'demo', 'growth', 'issuer', 'member:1', 4, '成长', 'run:demo:·levels/settle:1795450200000', 1795450200000, NULL),
	(128, 'growth:2:2026-11-23', 'growth', 'demo', 'growth', 'issuer', 'member:2', 4, '成长', 'run:demo:·levels/settle:1795450200000', 1795450200000, NULL),
	(129, 'checkin:6:2026-11-24', 'checkin', 'demo', 'points', 'treasury', 'member:6', 20, '签到', 'chat:life-93', 1795518000000, NULL),
	(131, 'checkin:5:2026-11-28', 'checkin', 'demo', 'points', 'treasury', 'member:5', 20, '签到', 'chat:life-94', 1795829400000, NULL),
	(134, 'checkin:7:2026-11-28', 'checkin', 'demo', 'points', 'treasury', 'member:7', 15, '签到', 'chat:life-96', 1795829400000, NULL),
	(135, 'growth:5:2026-11-28', 'growth', 'demo', 'growth', 'issuer', 'member:5', 22, '成长', 'run:demo:·levels/settle:1795882200000', 1795882200000, NULL),
	(136, 'growth:6:2026-11-28', 'growth', 'demo', 'growth', 'issuer', 'member:6', 22, '成长', 'run:demo:·levels/settle:1795882200000', 1795882200000, NULL),
	(137, 'growth:7:2026-11-28', 'growth', 'demo', 'growth', 'issuer', 'member:7', 22, '成长', 'run:demo:·levels/settle:1795882200000', 1795882200000, NULL),
	(139, 'checkin:5:2026-11-29', 'checkin', 'demo', 'points', 'treasury', 'member:5', 20, '签到', 'chat:life-99', 1795915800000, NULL),
	(59, 'task:2:3', 'task', 'demo', 'points', 'treasury', 'member:3', 10, '任务：海报', 'chat:life-39', 1793147400000, NULL),
	(62, 'redeem:7MND-J3', 'redeem', 'demo', 'points', 'member:5', 'shop', 30, '兑换 帆布购物袋', 'chat:life-45', 1793156400000, NULL),
	(64, 'redeem:38QF-BM', 'redeem', 'demo', 'points', 'member:6', 'shop', 27, '兑换 帆布购物袋', 'chat:life-47', 1793156400000, NULL),
	(65, 'redeem:GBTQ-9K', 'redeem', 'demo', 'points', 'member:6', 'shop', 36, '兑换 徒步免费名额', 'chat:life-49', 1793156400000, NULL),
	(67, 'redeem:JWRA-Z5', 'redeem', 'demo', 'points', 'member:6', 'shop', 18, '兑换 满100减20券', 'chat:life-51', 1793156400000, NULL),
	(68, 'speaking:chat:life-53', 'speaking', 'demo', 'points', 'treasury', 'member:7', 1, '发言', 'chat:life-53', 1793156400000, NULL),
	(69, 'grant:proposal:1', 'grant', 'demo', 'points', 'treasury', 'member:5', 200, '分享', 'chat:life-55 by 群主', 1793156400000, NULL),
	(70, 'grant:chat:life-59', 'grant', 'demo', 'points', 'treasury', 'member:7', 30, '记错人', 'chat:life-59 by 小助理', 1793156400000, NULL),
	(71, 'reverse:70', 'reverse', 'demo', 'points', 'member:7', 'treasury', 30, '冲正 #70 记错人', 'chat:life-61 by 小助理', 1793156400000, 70),
	(80, 'unspent:demo:2026-11', 'unspent', 'demo', 'points', 'treasury', 'issuer', 1060, '上月没发完的预算', 'run:demo:·budget/fill:1793462400000', 1793462400000, NULL),
	(81, 'budget:demo:2026-11', 'budget', 'demo', 'points', 'issuer', 'treasury', 4000, '2026-11 预算', 'run:demo:·budget/fill:1793462400000', 1793462400000, NULL),
	(86, 'budget:far:2026-11', 'budget', 'far', 'points', 'issuer', 'treasury', 100, '2026-11 预算', 'run:far:·budget/fill:1793470500000', 1793470500000, NULL),
	(89, 'growth:1:2026-11-03', 'growth', 'demo', 'growth', 'issuer', 'member:1', 2, '成长', 'run:demo:·levels/settle:1793722200000', 1793722200000, NULL),
	(91, 'checkin:5:2026-11-10', 'checkin', 'demo', 'points', 'treasury', 'member:5', 20, '签到', 'chat:life-72', 1794308400000, NULL),
	(93, 'growth:3:2026-11-10', 'growth', 'demo', 'growth', 'issuer', 'member:3', 4, '成长', 'run:demo:·levels/settle:1794327000000', 1794327000000, NULL),
	(94, 'growth:5:2026-11-10', 'growth', 'demo', 'growth', 'issuer', 'member:5', 22, '成长', 'run:demo:·levels/settle:1794327000000', 1794327000000, NULL),
	(95, 'growth:7:2026-11-10', 'growth', 'demo', 'growth', 'issuer', 'member:7', 22, '成长', 'run:demo:·levels/settle:1794327000000', 1794327000000, NULL),
	(96, 'checkin:5:2026-11-11', 'checkin', 'demo', 'points', 'treasury', 'member:5', 20, '签到', 'chat:life-74', 1794394800000, NULL),
	(97, 'monthly:5:2026-11:2', 'monthly', 'demo', 'points', 'treasury', 'member:5', 5, '11 月签满 2 天', 'chat:life-74', 1794394800000, NULL),
	(102, 'checkin:5:2026-11-12', 'checkin', 'demo', 'points', 'treasury', 'member:5', 50, '签到', 'chat:life-76', 1794481200000, NULL),
	(104, 'checkin:15:2026-11-12', 'checkin', 'far', 'points', 'treasury', 'member:15', 10, '签到', 'chat:life-78', 1794481200000, NULL),
	(106, 'invite:18', 'invite', 'demo', 'points', 'treasury', 'member:5', 40, '邀请 过客', 'chat:m36', 1794481200000, NULL),
	(108, 'protect:chat:life-80', 'protect', 'demo', 'points', 'member:5', 'issuer', 30, '连签保护', 'chat:life-80', 1794481200000, NULL),
	(109, 'card:chat:life-80', 'card', 'demo', 'freeze', 'issuer', 'member:5', 1, '买连签保护', 'chat:life-80', 1794481200000, NULL),
	(115, 'growth:1:2026-11-13', 'growth', 'demo', 'growth', 'issuer', 'member:1', 2, '成长', 'run:demo:·levels/settle:1794586200000', 1794586200000, NULL),
	(116, 'growth:5:2026-11-13', 'growth', 'demo', 'growth', 'issuer', 'member:5', 2, '成长', 'run:demo:·levels/settle:1794586200000', 1794586200000, NULL),
	(117, 'freeze:5:2026-11-13', 'freeze', 'demo', 'freeze', 'member:5', 'issuer', 1, '连签保护 2026-11-13', 'chat:life-83', 1794618000000, NULL),
	(118, 'checkin:5:2026-11-14', 'checkin', 'demo', 'points', 'treasury', 'member:5', 20, '签到', 'chat:life-83', 1794618000000, NULL),
	(120, 'deduct:chat:life-85', 'deduct', 'demo', 'points', 'member:7', 'issuer', 3, '刷屏', 'chat:life-85 by 群主', 1794618000000, NULL),
	(126, 'growth:1:2026-11-16', 'growth', 'demo', 'growth', 'issuer', 'member:1', 2, '成长', 'run:demo:·levels/settle:1794845400000', 1794845400000, NULL),
	(130, 'growth:6:2026-11-24', 'growth', 'demo', 'growth', 'issuer', 'member:6', 22, '成长', 'run:demo:·levels/settle:1795536600000', 1795536600000, NULL),
	(132, 'checkin:6:2026-11-28', 'checkin', 'demo', 'points', 'treasury', 'member:6', 20, '签到', 'chat:life-95', 1795829400000, NULL),
	(133, 'monthly:6:2026-11:2', 'monthly', 'demo', 'points', 'treasury', 'member:6', 5, '11 月签满 2 天', 'chat:life-95', 1795829400000, NULL),
	(138, 'speaking:chat:life-98', 'speaking', 'demo', 'points', 'treasury', 'member:7', 1, '发言', 'chat:life-98', 1795915800000, NULL),
	(140, 'checkin:7:2026-11-29', 'checkin', 'demo', 'points', 'treasury', 'member:7', 15, '签到', 'chat:life-100', 1795915800000, NULL),
	(142, 'redeem:EHZU-7F', 'redeem', 'demo', 'points', 'member:5', 'shop', 30, '兑换 帆布购物袋', 'chat:life-102', 1795915800000, NULL),
	(144, 'tickets:chat:life-104', 'tickets', 'demo', 'ticket', 'issuer', 'member:5', 6, '抽奖券', 'chat:life-104 by 群主', 1795915800000, NULL),
	(157, 'invite:22', 'invite', 'demo', 'points', 'treasury', 'member:6', 40, '邀请 新客', 'chat:m46', 1796000400000, NULL),
	(159, 'checkin:7:2026-11-30', 'checkin', 'demo', 'points', 'treasury', 'member:7', 50, '签到', 'chat:life-107', 1796036400000, NULL),
	(161, 'checkin:3:2026-11-30', 'checkin', 'demo', 'points', 'treasury', 'member:3', 10, '签到', 'chat:life-109', 1796036400000, NULL),
	(163, 'checkin:15:2026-11-30', 'checkin', 'far', 'points', 'treasury', 'member:15', 10, '签到', 'chat:life-111', 1796036400000, NULL),
	(165, 'protect:chat:life-113', 'protect', 'demo', 'points', 'member:5', 'issuer', 30, '连签保护', 'chat:life-113', 1796036400000, NULL),
	(166, 'card:chat:life-113', 'card', 'demo', 'freeze', 'issuer', 'member:5', 1, '买连签保护', 'chat:life-113', 1796036400000, NULL),
	(172, 'poll:10:5', 'poll', 'demo', 'points', 'treasury', 'member:5', 6, '参加 10 号投票', 'chat:life-123', 1796036400000, NULL),
	(177, 'checkin:23:2026-11-30', 'checkin', 'page', 'points', 'issuer', 'member:23', 10, '签到', 'page:message:6', 1796036400000, NULL),
	(141, 'checkin:16:2026-11-29', 'checkin', 'far', 'points', 'treasury', 'member:16', 10, '签到', 'chat:life-101', 1795915800000, NULL),
	(143, 'redeem:HC8B-R2', 'redeem', 'demo', 'points', 'member:7', 'shop', 36, '兑换 徒步免费名额', 'chat:life-103', 1795915800000, NULL),
	(145, 'lottery:chat:life-105:0', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-105', 1795915800000, NULL),
	(146, 'lottery:chat:life-105:1', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-105', 1795915800000, NULL),
	(147, 'lottery:chat:life-105:2', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-105', 1795915800000, NULL),
	(148, 'lottery:chat:life-105:3', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-105', 1795915800000, NULL),
	(149, 'lottery:chat:life-105:4', 'lottery', 'demo', 'ticket', 'member:5', 'lottery', 1, '抽奖', 'chat:life-105', 1795915800000, NULL),
	(150, 'prize-ticket:chat:life-105:0', 'prize-ticket', 'demo', 'ticket', 'issuer', 'member:5', 1, '抽奖券', 'chat:life-105', 1795915800000, NULL),
	(151, 'prize:chat:life-105:2', 'prize', 'demo', 'points', 'treasury', 'member:5', 7, '抽中 7 积分', 'chat:life-105', 1795915800000, NULL),
	(152, 'growth:1:2026-11-29', 'growth', 'demo', 'growth', 'issuer', 'member:1', 2, '成长', 'run:demo:·levels/settle:1795968600000', 1795968600000, NULL),
	(153, 'growth:2:2026-11-29', 'growth', 'demo', 'growth', 'issuer', 'member:2', 2, '成长', 'run:demo:·levels/settle:1795968600000', 1795968600000, NULL),
	(154, 'growth:5:2026-11-29', 'growth', 'demo', 'growth', 'issuer', 'member:5', 26, '成长', 'run:demo:·levels/settle:1795968600000', 1795968600000, NULL),
	(155, 'growth:7:2026-11-29', 'growth', 'demo', 'growth', 'issuer', 'member:7', 26, '成长', 'run:demo:·levels/settle:1795968600000', 1795968600000, NULL),
	(156, 'growth:16:2026-11-29', 'growth', 'far', 'growth', 'issuer', 'member:16', 21, '成长', 'run:far:·levels/settle:1795976700000', 1795976700000, NULL),
	(158, 'checkin:5:2026-11-30', 'checkin', 'demo', 'points', 'treasury', 'member:5', 50, '签到', 'chat:life-106', 1796036400000, NULL),
	(160, 'checkin:22:2026-11-30', 'checkin', 'demo', 'points', 'treasury', 'member:22', 10, '签到', 'chat:life-108', 1796036400000, NULL),
	(162, 'checkin:16:2026-11-30', 'checkin', 'far', 'points', 'treasury', 'member:16', 10, '签到', 'chat:life-110', 1796036400000, NULL),
	(164, 'checkin:1:2026-11-30', 'checkin', 'demo', 'points', 'treasury', 'member:1', 10, '签到', 'chat:life-112', 1796036400000, NULL),
	(167, 'growth-purchase:demo:A102', 'growth-purchase', 'demo', 'growth', 'issuer', 'member:6', 99, '消费，订单 A102', 'chat:life-114', 1796036400000, NULL),
	(168, 'purchase:demo:A102', 'purchase', 'demo', 'points', 'treasury', 'member:6', 99, '消费，订单 A102', 'chat:life-114 by 店员', 1796036400000, NULL),
	(169, 'speaking:chat:life-116', 'speaking', 'demo', 'points', 'treasury', 'member:22', 1, '发言', 'chat:life-116', 1796036400000, NULL),
	(170, 'redeem:A6FX-UA', 'redeem', 'demo', 'points', 'member:5', 'shop', 20, '兑换 满100减20券', 'chat:life-118', 1796036400000, NULL),
	(171, 'poll:9:6', 'poll', 'demo', 'points', 'treasury', 'member:6', 6, '参加 9 号投票', 'chat:life-122', 1796036400000, NULL),
	(173, 'poll:11:7', 'poll', 'demo', 'points', 'treasury', 'member:7', 6, '参加 11 号投票', 'chat:life-124', 1796036400000, NULL),
	(174, 'grant:chat:life-140', 'grant', 'far', 'points', 'treasury', 'member:16', 45, '修路', 'chat:life-140 by 阿山', 1796036400000, NULL),
	(175, 'task:23:14', 'task', 'far', 'points', 'treasury', 'member:14', 60, '任务：看地图', 'chat:life-142', 1796036400000, NULL),
	(178, 'speaking:page:message:9', 'speaking', 'page', 'points', 'issuer', 'member:24', 1, '发言', 'page:message:9', 1796036400000, NULL),
	(179, 'growth:23:2026-11-30', 'growth', 'page', 'growth', 'issuer', 'member:23', 6, '成长', 'run:page:·levels/settle:1796051400000', 1796051400000, NULL),
	(180, 'growth:24:2026-11-30', 'growth', 'page', 'growth', 'issuer', 'member:24', 1, '成长', 'run:page:·levels/settle:1796051400000', 1796051400000, NULL),
	(181, 'invite:25', 'invite', 'demo', 'points', 'treasury', 'member:7', 40, '邀请 末班', 'chat:m48', 1796055600000, NULL),
	(182, 'unspent:demo:2026-12', 'unspent', 'demo', 'points', 'treasury', 'issuer', 3342, '上月没发完的预算', 'run:demo:·budget/fill:1796054400000', 1796054400000, NULL),
	(183, 'budget:demo:2026-12', 'budget', 'demo', 'points', 'issuer', 'treasury', 4000, '2026-12 预算', 'run:demo:·budget/fill:1796054400000', 1796054400000, NULL),
	(184, 'growth:1:2026-11-30', 'growth', 'demo', 'growth', 'issuer', 'member:1', 32, '成长', 'run:demo:·levels/settle:1796055000000', 1796055000000, NULL),
	(185, 'growth:2:2026-11-30', 'growth', 'demo', 'growth', 'issuer', 'member:2', 16, '成长', 'run:demo:·levels/settle:1796055000000', 1796055000000, NULL),
	(186, 'decay:8:2026-12-01', 'decay', 'demo', 'growth', 'member:8', 'issuer', 4, '久未活跃', 'run:demo:·levels/decay:1796055600000', 1796055600000, NULL),
	(187, 'decay:9:2026-12-01', 'decay', 'demo', 'growth', 'member:9', 'issuer', 4, '久未活跃', 'run:demo:·levels/decay:1796055600000', 1796055600000, NULL);

INSERT INTO public.friend_report VALUES
	(1, 'demo', 3, '2026-10-28', 30, 6, 4, '店员', 1793147400000),
	(2, 'demo', 3, '2026-11-30', 20, 5, 4, '店员', 1796036400000);

INSERT INTO public.inbox VALUES
	('chat', 'm2', 1792972800000, NULL),
	('chat', 'life-1', 1792972800000, '[{"type":"text","text":"「新人路」批准了，内容不改就一直有效。"}]'),
	('chat', 'life-2', 1792972800000, '[{"type":"text","text":"「已批」批准了，内容不改就一直有效。"}]'),
	('chat', 'm4', 1792972800000, NULL),
	('chat', 'm6', 1792972800000, NULL),
	('chat', 'm8', 1792972800000, NULL),
	('chat', 'm10', 1792972800000, NULL),
	('chat', 'm12', 1792972800000, NULL),
	('chat', 'm14', 1792972800000, '[{"type":"text","text":"这个月的积分预算已经发完啦，20 分这次没法发，下个月再来～"}]'),
	('chat', 'm16', 1792972800000, NULL),
	('chat', 'life-3', 1792972800000, '[{"type":"text","text":"阿闲 签到成功！连续 1 天，+0 积分，现有 0 分。这个月的积分预算发完了，10 分先记账，有了预算就补发。再签 2 天多得 15 分。再攒 20 分就能换「满100减20券」（20 分）。"}]'),
	('chat', 'm18', 1792972800000, NULL),
	('chat', 'life-4', 1792972800000, '[{"type":"text","text":"阿静 签到成功！连续 1 天，+0 积分，现有 0 分。这个月的积分预算发完了，10 分先记账，有了预算就补发。再签 2 天多得 15 分。再攒 20 分就能换「满100减20券」（20 分）。"}]'),
	('chat', 'm20', 1792972800000, NULL),
	('chat', 'life-5', 1792972800000, '[{"type":"text","text":"阿冬 签到成功！连续 1 天，+0 积分，现有 0 分。这个月的积分预算发完了，10 分先记账，有了预算就补发。再签 2 天多得 15 分。再攒 20 分就能换「满100减20券」（20 分）。"}]'),
	('chat', 'm22', 1792972800000, NULL),
	('chat', 'life-6', 1792972800000, '[{"type":"text","text":"阿秋 签到成功！连续 1 天，+0 积分，现有 0 分。这个月的积分预算发完了，10 分先记账，有了预算就补发。再签 2 天多得 15 分。再攒 20 分就能换「满100减20券」（20 分）。"}]'),
	('chat', 'm24', 1792972800000, NULL),
	('chat', 'm26', 1792972800000, NULL),
	('chat', 'm28', 1792972800000, NULL),
	('chat', 'm30', 1792972800000, NULL),
	('chat', 'm32', 1792972800000, NULL),
	('chat', 'm34', 1792972800000, NULL),
	('chat', 'life-7', 1792972800000, '[{"type":"text","text":"已加拨 2000 分，补发了欠的 40 分。\n💰 预算每月 4000 分，2026-10 已拨 2000 分，现在还剩 1960 分。"}]'),
	('chat', 'life-8', 1792972800000, '[{"type":"text","text":"已加拨 150 分。\n💰 预算每月 100 分，2026-10 已拨 150 分，现在还剩 150 分。"}]'),
	('chat', 'life-9', 1792972800000, '[{"type":"text","text":"认识你很高兴，店员！送你 20 积分，现有 20 分。再攒 10 分（照这几天的速度约 1 天）就能换「帆布购物袋」（30 分）。"}]'),
	('chat', 'life-10', 1792972800000, '[{"type":"text","text":"认识你很高兴，小明！送你 20 积分，现有 20 分。再攒 10 分（照这几天的速度约 1 天）就能换「帆布购物袋」（30 分）。"},{"type":"text","text":"\n"},{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"也喜欢爬山，来打个招呼吧～"}]'),
	('chat', 'life-11', 1792972800000, '[{"type":"text","text":"已给 小明 加 90 分（帮忙），现有 110 分。"}]'),
	('chat', 'life-12', 1792972800000, '[{"type":"text","text":"已给 小红 加 80 分（帮忙），现有 80 分。"}]'),
	('chat', 'life-13', 1792972800000, '[{"type":"text","text":"已给 小刚 加 60 分（帮忙），现有 60 分。"}]'),
	('chat', 'life-14', 1792972800000, '[{"type":"text","text":"已给 阿溪 加 40 分（帮忙），现有 40 分。"}]'),
	('chat', 'life-15', 1792972800000, '[{"type":"text","text":"小明 签到成功！连续 1 天，+10 积分，现有 120 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-16', 1792972800000, '[{"type":"text","text":"小红 签到成功！连续 1 天，+10 积分，现有 90 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-17', 1792972800000, '[{"type":"text","text":"阿溪 签到成功！连续 1 天，+10 积分，现有 50 分。再签 6 天多得 30 分。"}]'),
	('chat', 'life-18', 1792972800000, '[{"type":"text","text":"记下啦：小明 的生日是 12 月 2 日，到时有惊喜～"}]'),
	('chat', 'life-19', 1792972800000, '[{"type":"text","text":"记下啦：小红 的生日是 12 月 4 日，到时有惊喜～"}]'),
	('chat', 'life-20', 1792972800000, '[{"type":"text","text":"好的，小红 有了标签：老客户、旧友。"}]'),
	('chat', 'life-21', 1792972800000, '[{"type":"text","text":"好的，小刚 有了标签：同行。"}]'),
	('chat', 'life-22', 1792972800000, '[{"type":"text","text":"好的，小明 由 店员 负责。"}]'),
	('chat', 'life-23', 1792972800000, '[{"type":"text","text":"没听懂，发「帮助」看看我会什么～"}]'),
	('chat', 'life-24', 1793061000000, '[{"type":"text","text":"小明 签到成功！连续 2 天，+15 积分，现有 136 分。📅 10 月签满 2 天，多得 5 分！再签 1 天多得 15 分。"}]'),
	('chat', 'life-25', 1793061000000, '[{"type":"text","text":"小红 签到成功！连续 2 天，+15 积分，现有 105 分。📅 10 月签满 2 天，多得 5 分！再签 1 天多得 15 分。"}]'),
	('chat', 'life-26', 1793147400000, '[{"type":"text","text":"小明 签到成功！连续 3 天，+25 积分，现有 161 分。🎉 满 3 天，多得 15 分！"}]'),
	('chat', 'life-27', 1793147400000, '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"收到 小明 送的 15 分：谢谢你，真好！"}]'),
	('chat', 'life-28', 1793147400000, '[{"type":"text","text":"小红 买了一张连签保护，花了 30 分，还有 90 分。你有 1 张，漏签的日子会自动用掉。"}]'),
	('chat', 'life-29', 1793147400000, '[{"type":"text","text":"已记 小明 的订单 A100：268.50 元，+268 积分，现有 414 分。"}]'),
	('chat', 'life-30', 1793147400000, '[{"type":"text","text":"已记 小红 的订单 A101：88 元，+88 积分，现有 178 分。"}]'),
	('chat', 'life-31', 1793147400000, '[{"type":"text","text":"订单 A101 退 20 元（还剩 68 元），收回 小红 20 分，现有 158 分。"}]'),
	('chat', 'life-32', 1793147400000, '[{"type":"text","text":"店员 10-28：申请 30，通过 6，回复 4，通过率 20.0%。很好，把话术分享给同事吧。"}]'),
	('chat', 'life-33', 1793147400000, '[{"type":"text","text":"给了 小明 6 张抽奖券，现有 6 张。"}]'),
	('chat', 'life-34', 1793147400000, '[{"type":"text","text":"🎰 小明 抽了 5 次，用了 5 张券，还剩 421 分：\n谢谢参与\n🎉 7 积分\n🎉 再来一张\n🎉 小毛巾，取货码 NYKE-Z3，有效到 2026-10-30\n谢谢参与"},{"type":"picture","digest":"24049a16d0a46e1b2ee83a652d02c095a0655a4bcbfdfede4d0b2adc934e0a08","alt":"取货码 NYKE-Z3"}]'),
	('chat', 'life-35', 1793147400000, '[{"type":"card","card":"poll-2-1793147400000-06a7ba4b7914","title":"📊 2 号投票：周末去哪？","text":"1. 爬山\n2. 看电影\n3. 火锅\n选 1 个，到 今天 10:30 截止。发「投 2号 2」投票，改主意再发一次，以最后一次为准。参加得 3 分。","buttons":[{"key":"1","label":"1. 爬山"},{"key":"2","label":"2. 看电影"},{"key":"3","label":"3. 火锅"}],"url":""}]'),
	('chat', 'life-37', 1793147400000, '[{"type":"text","text":"现在有 2 个投票，请写上编号：\n投 1号 2 — 周末徒步走哪条线？\n投 2号 2 — 周末去哪？"}]'),
	('chat', 'life-39', 1793147400000, '[{"type":"text","text":"✅ 2 号【群发】海报 完成！+10 积分，现有 30 分。"}]'),
	('chat', 'life-41', 1793156400000, '[{"type":"text","text":"❎ 3 号投票取消了：明天吃什么？。没有结果，得到的积分不变。"}]'),
	('chat', 'life-43', 1793156400000, '[{"type":"text","text":"✅ VA65-BU 核销成功：小明 的「帆布购物袋」"}]'),
	('chat', 'life-45', 1793156400000, '[{"type":"text","text":"小明 换到「帆布购物袋」啦！花了 30 分，还剩 391 分。\n取货码 7MND-J3，有效到 2026-10-30。\n到店里报取货码"},{"type":"picture","digest":"8c3cbbb3b0474388af522b55cd50f3fe2fb6578eaeade728da124f718278d655","alt":"取货码 7MND-J3"}]'),
	('chat', 'life-47', 1793156400000, '[{"type":"text","text":"小红 换到「帆布购物袋」啦！花了 27 分，还剩 131 分。\n取货码 38QF-BM，有效到 2026-10-30。\n到店里报取货码"},{"type":"picture","digest":"17c2cc6b70295dc0458bdfac849d6c222bee07bcff1e2dee40493416cfe8935f","alt":"取货码 38QF-BM"}]'),
	('chat', 'life-49', 1793156400000, '[{"type":"text","text":"小红 申请换「徒步免费名额」，先扣 36 分，还剩 95 分。\n单号 GBTQ-9K，等管理员批准；没批准会全部退回。"}]'),
	('chat', 'life-51', 1793156400000, '[{"type":"text","text":"小红 换到「满100减20券」啦！花了 18 分，还剩 113 分。\n取货码 JWRA-Z5，有效到 2026-10-31。\n满 100 元可用。"},{"type":"picture","digest":"4a369c7b2694fad3e2dc78a6c7aed31f3f877dc92dbcc0e8f0c448d56bf13efd","alt":"取货码 JWRA-Z5"}]'),
	('chat', 'life-53', 1793156400000, '[{"type":"text","text":"没听懂，发「帮助」看看我会什么～"}]'),
	('chat', 'life-55', 1793156400000, '[{"type":"text","text":"已给 小明 加 200 分（分享），现有 621 分。"}]'),
	('chat', 'life-57', 1793156400000, '[{"type":"text","text":"2 号取消了：扣 小明 150 分（试一下）。"}]'),
	('chat', 'life-59', 1793156400000, '[{"type":"text","text":"已给 小刚 加 30 分（记错人），现有 91 分。"}]'),
	('chat', 'life-61', 1793156400000, '[{"type":"text","text":"已冲正 70 号「记错人」30 分：小刚 → 金库。"}]'),
	('chat', 'life-63', 1793156400000, '[{"type":"text","text":"写好了，「下午茶时间，歇一歇吧」马上生效。发「SOP」看看接下来几天。"}]'),
	('chat', 'life-65', 1793190600000, '[{"type":"text","text":"2 号【群发】海报 延期到 10-29 18:00（店里忙），还能延 1 次。"}]'),
	('chat', 'life-66', 1793692800000, '[{"type":"text","text":"补发了「早安」11-03 08:00 那一次。"}]'),
	('chat', 'life-67', 1793799000000, '[{"type":"text","text":"这些消息需要你决定（重发 编号 / 忽略 编号）：\n62. 11-03 16:00 不确定是否送达：早上好！今天是11月3日。[图片]（线断了）\n63. 11-03 16:30 没有送达：下午茶时间，歇一歇吧（内容不行）\n72. 11-04 10:30 不确定是否送达：一周没见啦，@店员 @小明 最近忙吗？（线断了）\n73. 11-04 11:00 不确定是否送达：@群主 @小助理 @店员 @店长 @小明 @小红 @阿闲 @（又断了）"}]'),
	('chat', 'life-69', 1793799000000, '[{"type":"text","text":"好的，72 号消息重新发送。"}]'),
	('chat', 'life-70', 1794269400000, '[{"type":"card","card":"poll-5-1794269400000-98cc56af488c","title":"📊 5 号投票：坏掉的？","text":"1. 甲\n2. 乙\n选 1 个，到 今天 09:10 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 3 分。","buttons":[{"key":"1","label":"1. 甲"},{"key":"2","label":"2. 乙"}],"url":""}]'),
	('chat', 'life-71', 1794276000000, '[{"type":"text","text":"现在没有进行中的投票。"}]'),
	('chat', 'life-72', 1794308400000, '[{"type":"text","text":"小明 签到成功！连续 1 天，+20 积分，现有 641 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-74', 1794394800000, '[{"type":"text","text":"小明 签到成功！连续 2 天，+25 积分，现有 666 分。📅 11 月签满 2 天，多得 5 分！再签 1 天多得 15 分。"}]'),
	('chat', 'life-76', 1794481200000, '[{"type":"text","text":"小明 签到成功！连续 3 天，+50 积分，现有 716 分。🎉 满 3 天，多得 15 分！"}]'),
	('chat', 'life-78', 1794481200000, '[{"type":"text","text":"阿溪 签到成功！连续 1 天，+10 积分，现有 60 分。再签 6 天多得 30 分。"}]'),
	('chat', 'm36', 1794481200000, '[{"type":"text","text":"谢谢 小明 邀请 过客 进群，+20 积分！"}]'),
	('chat', 'life-80', 1794481200000, '[{"type":"text","text":"小明 买了一张连签保护，花了 30 分，还有 706 分。你有 1 张，漏签的日子会自动用掉。"}]'),
	('chat', 'life-82', 1794526200000, '[{"type":"text","text":"好的，阿秋 开始走「歇脚路」，第 1 步是 11-13 07:30。"}]'),
	('chat', 'life-83', 1794618000000, '[{"type":"text","text":"小明 签到成功！连续 4 天，+20 积分，现有 728 分。🧊 漏签的 1 天用了连签保护，连续没有断，还剩 0 张。再签 2 天多得 15 分。"}]'),
	('chat', 'life-85', 1794618000000, '[{"type":"text","text":"已扣 小刚 3 分（刷屏），现有 88 分。"}]'),
	('chat', 'life-87', 1794618000000, '[{"type":"text","text":"好的，阿秋 不再走「歇脚路」。"}]'),
	('chat', 'm44', 1795050000000, NULL),
	('chat', 'life-89', 1795395600000, '[{"type":"text","text":"好的，小刚 开始走「新人路」，第 1 步是 11-23 09:00。"}]'),
	('chat', 'life-91', 1795395600000, '[{"type":"text","text":"记下啦：12 号，12-01 15:00 前回访 小明（问问鞋合不合脚）。聊完发「完成 12 聊了什么」。"}]'),
	('chat', 'life-36', 1793147400000, '[{"type":"text","text":"现在有 2 个投票，请写上编号：\n投 1号 2 — 周末徒步走哪条线？\n投 2号 2 — 周末去哪？"}]'),
	('chat', 'life-38', 1793147400000, '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：2 号【群发】海报，今天 20:00 前，完成得 10 分，要报一个数字。发「任务 2」看全文，做完发「完成 2」。"}]'),
	('chat', 'life-40', 1793147400000, '[{"type":"card","card":"poll-3-1793147400000-95b398f05a19","title":"📊 3 号投票：明天吃什么？","text":"1. 面\n2. 饭\n选 1 个，到 10-29 08:30 截止。发「投 3号 2」投票，改主意再发一次，以最后一次为准。参加得 3 分。","buttons":[{"key":"1","label":"1. 面"},{"key":"2","label":"2. 饭"}],"url":""}]'),
	('chat', 'life-42', 1793156400000, '[{"type":"text","text":"小明 换到「帆布购物袋」啦！花了 30 分，还剩 391 分。\n取货码 VA65-BU，有效到 2026-10-30。\n到店里报取货码"},{"type":"picture","digest":"2a0b02593df9c3c6c36ae335d6ab29e37126c3245ee842ad81a8f5685218ee75","alt":"取货码 VA65-BU"}]'),
	('chat', 'life-44', 1793156400000, '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"VA65-BU「帆布购物袋」已退款，退回 30 分，现有 421 分。"}]'),
	('chat', 'life-46', 1793156400000, '[{"type":"text","text":"7MND-J3「帆布购物袋」已取消，退回 30 分，现有 421 分。"}]'),
	('chat', 'life-48', 1793156400000, '[{"type":"text","text":"✅ 38QF-BM 核销成功：小红 的「帆布购物袋」"}]'),
	('chat', 'life-50', 1793156400000, '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"「徒步免费名额」这次没有批准（这次人满了），退回 36 分，现有 131 分。"}]'),
	('chat', 'life-52', 1793156400000, '[{"type":"text","text":"好的，以后的提醒不再 @ 你。想恢复就发「恢复提醒」。"}]'),
	('chat', 'life-54', 1793156400000, '[{"type":"text","text":"给 小明 加 200 分（分享），确定吗？600 分钟内发「确认 1」，不做就发「取消操作 1」。"}]'),
	('chat', 'life-56', 1793156400000, '[{"type":"text","text":"扣 小明 150 分（试一下），确定吗？600 分钟内发「确认 2」，不做就发「取消操作 2」。"}]'),
	('chat', 'life-58', 1793156400000, '[{"type":"text","text":"给 小红 加 300 分（忘了确认），确定吗？600 分钟内发「确认 3」，不做就发「取消操作 3」。"}]'),
	('chat', 'life-60', 1793156400000, '[{"type":"text","text":"小刚 的积分明细：\n#70  10-28 11:00  +30  记错人（余 91）  chat:life-59 by 小助理\n#68  10-28 11:00  +1  发言（余 61）  chat:life-53\n#16  10-26 08:00  +60  帮忙（余 60）  chat:life-13 by 群主\n现有 91 分"}]'),
	('chat', 'life-62', 1793156400000, '[{"type":"text","text":"新的计划：\n- name: 下午茶时间，歇一歇吧\n  when: 每周二、三 16:30\n  say: 下午茶时间，歇一歇吧\n写进群的 YAML，确定吗？600 分钟内发「确认 4」，不做就发「取消操作 4」。"}]'),
	('chat', 'life-64', 1793156400000, '[{"type":"text","text":"「午休」先不发了，发「SOP 恢复 午休」再开始。"}]'),
	('chat', 'life-68', 1793799000000, '[{"type":"text","text":"好的，62 号消息不再处理。"}]'),
	('chat', 'life-73', 1794308400000, '[{"type":"text","text":"小刚 签到成功！连续 1 天，+10 积分，现有 71 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-75', 1794394800000, '[{"type":"text","text":"小刚 签到成功！连续 2 天，+15 积分，现有 86 分。📅 11 月签满 2 天，多得 5 分！再签 1 天多得 15 分。"}]'),
	('chat', 'life-77', 1794481200000, '[{"type":"text","text":"小刚 签到成功！连续 3 天，+25 积分，现有 111 分。🎉 满 3 天，多得 15 分！"}]'),
	('chat', 'life-79', 1794481200000, '[{"type":"text","text":"抽一次要 1 分，你有 0 分，也没有抽奖券，先攒攒吧～"}]'),
	('chat', 'm37', 1794481200000, NULL),
	('chat', 'life-81', 1794526200000, '[{"type":"text","text":"没听懂，发「帮助」看看我会什么～"}]'),
	('chat', 'm39', 1794526200000, NULL),
	('chat', 'life-84', 1794618000000, '[{"type":"text","text":"小刚 补签了 11月13日，花了 20 分，现在连续 4 天。还有 91 分。"}]'),
	('chat', 'life-86', 1794618000000, '[{"type":"text","text":"认识你很高兴，路人！送你 20 积分，现有 20 分。再攒 10 分（照这几天的速度约 1 天）就能换「帆布购物袋」（30 分）。"},{"type":"text","text":"\n"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"也喜欢爬山，来打个招呼吧～"}]'),
	('chat', 'm41', 1794618000000, NULL),
	('chat', 'm42', 1794709800000, NULL),
	('chat', 'life-88', 1794801600000, '[{"type":"text","text":"旅程（发「旅程 新人路」看谁走到哪了）：\n新人路：现在没有人在走；以前达成 3、转走 8、退群 2\n沉睡路：11 人在走（等第 3 步 11 人）\n月初路：现在没有人在走；以前走完 10\n歇脚路：现在没有人在走；以前移出 1\n审批路（没有批准）：现在没有人在走"}]'),
	('chat', 'life-90', 1795395600000, '[{"type":"text","text":"「待批」批准了，内容不改就一直有效。"}]'),
	('chat', 'life-92', 1795395600000, '[{"type":"text","text":"记下啦：13 号，12-03 10:00 前回访 小红（问问）。聊完发「完成 13 聊了什么」。"}]'),
	('chat', 'life-93', 1795518000000, '[{"type":"text","text":"小红 签到成功！连续 1 天，+20 积分，现有 151 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-94', 1795829400000, '[{"type":"text","text":"小明 签到成功！连续 1 天，+20 积分，现有 748 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-96', 1795829400000, '[{"type":"text","text":"小刚 签到成功！连续 1 天，+15 积分，现有 103 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-97', 1795915800000, '[{"type":"text","text":"「歇脚路」先不发了，发「SOP 恢复 歇脚路」再开始。"}]'),
	('chat', 'life-99', 1795915800000, '[{"type":"text","text":"小明 签到成功！连续 2 天，+20 积分，现有 768 分。再签 1 天多得 15 分。"}]'),
	('chat', 'life-101', 1795915800000, '[{"type":"text","text":"阿河 签到成功！连续 1 天，+10 积分，现有 10 分。再签 6 天多得 30 分。"}]'),
	('chat', 'life-103', 1795915800000, '[{"type":"text","text":"小刚 申请换「徒步免费名额」，先扣 36 分，还剩 83 分。\n单号 HC8B-R2，等管理员批准；没批准会全部退回。"}]'),
	('chat', 'life-155', 1796055600000, '[{"type":"text","text":"小刚 的 2026 年 12 月：还没有签到。现在连续 3 天，继续保持～"},{"type":"picture","digest":"617c8416ba3d21a79ed726b5a16140a95383cf8933514f5eb930f36dd7f1be77","alt":"小刚 的签到日历"}]'),
	('chat', 'life-95', 1795829400000, '[{"type":"text","text":"小红 签到成功！连续 1 天，+25 积分，现有 176 分。📅 11 月签满 2 天，多得 5 分！再签 2 天多得 15 分。"}]'),
	('chat', 'life-98', 1795915800000, '[{"type":"text","text":"没听懂，发「帮助」看看我会什么～"}]'),
	('chat', 'life-100', 1795915800000, '[{"type":"text","text":"小刚 签到成功！连续 2 天，+15 积分，现有 119 分。再签 1 天多得 15 分。"}]'),
	('chat', 'life-102', 1795915800000, '[{"type":"text","text":"小明 换到「帆布购物袋」啦！花了 30 分，还剩 738 分。\n取货码 EHZU-7F，有效到 2026-12-01。\n到店里报取货码"},{"type":"picture","digest":"9fadbc1f5ad9c3dd1cd2cb5f270eaa74bcb5b90976d4a7f4c55b3691b259cfb1","alt":"取货码 EHZU-7F"}]'),
	('chat', 'life-104', 1795915800000, '[{"type":"text","text":"给了 小明 6 张抽奖券，现有 8 张。"}]'),
	('chat', 'm46', 1796000400000, '[{"type":"text","text":"谢谢 小红 邀请 新客 进群，+20 积分！"}]'),
	('chat', 'life-107', 1796036400000, '[{"type":"text","text":"小刚 签到成功！连续 3 天，+50 积分，现有 133 分。🎉 满 3 天，多得 15 分！"}]'),
	('chat', 'life-109', 1796036400000, '[{"type":"text","text":"店员 签到成功！连续 1 天，+10 积分，现有 40 分。再签 2 天多得 15 分。"}]'),
	('chat', 'life-111', 1796036400000, '[{"type":"text","text":"阿溪 签到成功！连续 1 天，+10 积分，现有 70 分。再签 6 天多得 30 分。"}]'),
	('chat', 'life-113', 1796036400000, '[{"type":"text","text":"小明 买了一张连签保护，花了 30 分，还有 765 分。你有 1 张，漏签的日子会自动用掉。"}]'),
	('chat', 'life-115', 1796036400000, '[{"type":"text","text":"店员 11-30：申请 20，通过 5，回复 4，通过率 25.0%。很好，把话术分享给同事吧。"}]'),
	('chat', 'life-117', 1796036400000, '[{"type":"text","text":"欢迎 新客！送你「新人满50减10」（满 50 元可用），取货码 TZ5A-3T，有效到 2026-12-02。"},{"type":"picture","digest":"a6f2091042f5b2e32a650f48576c7077a0c32b807743f2977ba8e72bd1d5ec13","alt":"取货码 TZ5A-3T"}]'),
	('chat', 'life-119', 1796036400000, '[{"type":"card","card":"poll-9-1796036400000-33164e6b6818","title":"📊 9 号投票：年会在哪里办？","text":"1. 湖边\n2. 山里\n3. 店里\n选 1 个，到 12-01 20:00 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 3 分。","buttons":[{"key":"1","label":"1. 湖边"},{"key":"2","label":"2. 山里"},{"key":"3","label":"3. 店里"}],"url":""}]'),
	('chat', 'life-121', 1796036400000, '[{"type":"card","card":"poll-11-1796036400000-c89310fc7b91","title":"📊 11 号投票：店长辛苦吗？","text":"1. 辛苦\n2. 不辛苦\n选 1 个，到 12-02 09:15 截止。发「投 11号 2」投票，改主意再发一次，以最后一次为准。参加得 3 分。匿名投票：结束才公布票数，谁投了什么不告诉任何人。在群里打字别人看得到，可以点按钮或者私聊我投。","buttons":[{"key":"1","label":"1. 辛苦"},{"key":"2","label":"2. 不辛苦"}],"url":""}]'),
	('chat', 'life-123', 1796036400000, '[{"type":"text","text":"✅ 小明 投了 1. 饺子、3. 水果，12-03 12:00 前随时可以改，以最后一次为准。+6 积分，现有 751 分。"}]'),
	('chat', 'life-125', 1796036400000, '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：19 号【邀约】请老客来坐坐，12-01 18:00 前，完成得 20 分，管理员验收。发「任务 19」看全文，做完发「完成 19」。"}]'),
	('chat', 'life-127', 1796036400000, '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：20 号【学习】看产品手册，12-02 12:00 前，完成得 5 分，要写一句证明。发「任务 20」看全文，做完发「完成 20」。"}]'),
	('chat', 'life-129', 1796036400000, '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：21 号【标签】整理标签，12-03 12:00 前。发「任务 21」看全文，做完发「完成 21」。"}]'),
	('chat', 'life-131', 1796036400000, '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：22 号【社群SOP】发晚安，今天 20:00 前。发「任务 22」看全文，做完发「完成 22」。"}]'),
	('chat', 'life-133', 1796036400000, '[{"type":"text","text":"扣 小刚 120 分（刷屏），确定吗？600 分钟内发「确认 6」，不做就发「取消操作 6」。"}]'),
	('chat', 'life-135', 1796036400000, '[{"type":"text","text":"新的计划：\n- name: 晚饭吃什么？\n  when: 每周三 18:40\n  say: 晚饭吃什么？\n写进群的 YAML，确定吗？600 分钟内发「确认 8」，不做就发「取消操作 8」。"}]'),
	('chat', 'life-137', 1796036400000, '[{"type":"text","text":"小明 还没有积分，发「签到」得第一笔吧～"}]'),
	('chat', 'life-139', 1796036400000, '[{"type":"text","text":"你好，我是群伴。这个群还没有登记：\n会话 ID：unknown-chat\n请群主在 groups/ 里放一个 YAML，写上 group: unknown-chat 和 channels: {hear: chat}，我就开始上班。"}]'),
	('chat', 'life-141', 1796036400000, '[{"type":"mention","user":"阿岭","name":"阿岭"},{"type":"text","text":"：23 号【学习】看地图，12-01 18:00 前，完成得 60 分。发「任务 23」看全文，做完发「完成 23」。"}]'),
	('chat', 'life-143', 1796036400000, '[{"type":"mention","user":"阿岭","name":"阿岭"},{"type":"text","text":"：24 号【学习】看地图，12-01 18:00 前，完成得 130 分。发「任务 24」看全文，做完发「完成 24」。"}]'),
	('chat', 'life-145', 1796036400000, '[{"type":"mention","user":"阿岭","name":"阿岭"},{"type":"text","text":"：25 号【邀约】请山下的人来，12-01 23:00 前。发「任务 25」看全文，做完发「完成 25」。"}]'),
	('page', 'joined:5', 1796036400000, NULL),
	('page', 'message:6', 1796036400000, '[{"type":"text","text":"阿三 签到成功！连续 1 天，+10 积分，现有 10 分。再签 6 天多得 30 分。"}]'),
	('page', 'left:8', 1796036400000, NULL),
	('chat', 'life-148', 1796036400000, '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：27 号【群发】早安海报，12-01 00:55 前。发「任务 27」看全文，做完发「完成 27」。"}]'),
	('chat', 'life-150', 1796055540000, '[{"type":"text","text":"你只在「健康生活群」里，不用切换。"}]'),
	('chat', 'life-152', 1796055540000, '[{"type":"text","text":"你只在「健康生活群」里，不用切换。"}]'),
	('chat', 'life-154', 1796055600000, '[{"type":"text","text":"小红 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"c14142ebb246ee56df0949e27f6b22439c0d318957e3f31b26a4c52a5a9f95d1","alt":"小红 的签到日历"}]'),
	('chat', 'life-105', 1795915800000, '[{"type":"text","text":"🎰 小明 抽了 5 次，用了 5 张券，还剩 745 分：\n🎉 再来一张\n谢谢参与\n🎉 7 积分\n谢谢参与\n谢谢参与"}]'),
	('chat', 'life-106', 1796036400000, '[{"type":"text","text":"小明 签到成功！连续 3 天，+50 积分，现有 795 分。🎉 满 3 天，多得 15 分！"}]'),
	('chat', 'life-108', 1796036400000, '[{"type":"text","text":"新客 签到成功！连续 1 天，+10 积分，现有 10 分。再签 2 天多得 15 分。再攒 10 分（照这几天的速度约 1 天）就能换「满100减20券」（20 分）。"}]'),
	('chat', 'life-110', 1796036400000, '[{"type":"text","text":"阿河 签到成功！连续 2 天，+10 积分，现有 20 分。再签 5 天多得 30 分。"}]'),
	('chat', 'life-112', 1796036400000, '[{"type":"text","text":"群主 签到成功！连续 1 天，+10 积分，现有 10 分。再签 2 天多得 15 分。再攒 10 分（照这几天的速度约 1 天）就能换「满100减20券」（20 分）。"}]'),
	('chat', 'life-114', 1796036400000, '[{"type":"text","text":"已记 小红 的订单 A102：99.50 元，+99 积分，现有 315 分。"}]'),
	('chat', 'life-116', 1796036400000, '[{"type":"text","text":"没听懂，发「帮助」看看我会什么～"}]'),
	('chat', 'life-118', 1796036400000, '[{"type":"text","text":"小明 换到「满100减20券」啦！花了 20 分，还剩 745 分。\n取货码 A6FX-UA，有效到 2026-12-03。\n满 100 元可用。"},{"type":"picture","digest":"a2674d804fd0b1951d39487054e2c428dee2fcb959edea6c21493ed1dfde585b","alt":"取货码 A6FX-UA"}]'),
	('chat', 'life-120', 1796036400000, '[{"type":"card","card":"poll-10-1796036400000-ca227cd506a9","title":"📊 10 号投票：带什么吃的？","text":"1. 饺子\n2. 汤圆\n3. 水果\n4. 蛋糕\n最多选 2 个，到 12-03 12:00 截止。发「投 10号 2」投票，改主意再发一次，以最后一次为准。参加得 3 分。","buttons":[{"key":"1","label":"1. 饺子"},{"key":"2","label":"2. 汤圆"},{"key":"3","label":"3. 水果"},{"key":"4","label":"4. 蛋糕"}],"url":""}]'),
	('chat', 'life-122', 1796036400000, '[{"type":"text","text":"✅ 小红 投了 2. 山里，12-01 20:00 前随时可以改，以最后一次为准。+6 积分，现有 321 分。"}]'),
	('chat', 'life-124', 1796036400000, '[{"type":"text","text":"✅ 记下了，12-02 09:15 前随时可以改，以最后一次为准。+6 积分，现有 139 分。"}]'),
	('chat', 'life-126', 1796036400000, '[{"type":"text","text":"📝 19 号【邀约】请老客来坐坐 已报完成，等管理员验收。"}]'),
	('chat', 'life-128', 1796036400000, '[{"type":"text","text":"20 号【学习】看产品手册 延期到 12-02 15:00（今天太忙），还能延 1 次。"}]'),
	('chat', 'life-130', 1796036400000, '[{"type":"text","text":"21 号【标签】整理标签 撤回了。"}]'),
	('chat', 'life-132', 1796036400000, '[{"type":"text","text":"给 小明 加 210 分（组织活动），确定吗？600 分钟内发「确认 5」，不做就发「取消操作 5」。"}]'),
	('chat', 'life-134', 1796036400000, '[{"type":"text","text":"给 小红 加 900 分（年度贡献），要另一位管理员确认：96 小时内发「确认 7」，不做就发「取消操作 7」。"}]'),
	('chat', 'life-136', 1796036400000, '[{"type":"text","text":"好的，现在起私聊算「山谷群」的。"}]'),
	('chat', 'life-138', 1796036400000, '[{"type":"text","text":"小红：321 积分，第 2 名。其中 131 分将在 11-30 过期。可以换「徒步免费名额」啦（40 分），发「商城」看看！"}]'),
	('chat', 'life-140', 1796036400000, '[{"type":"text","text":"已给 阿河 加 45 分（修路），现有 65 分。"}]'),
	('chat', 'life-142', 1796036400000, '[{"type":"text","text":"✅ 23 号【学习】看地图 完成！+60 积分，现有 60 分。"}]'),
	('chat', 'life-144', 1796036400000, '[{"type":"text","text":"✅ 24 号【学习】看地图 完成！130 分先记账，有了预算就补发。"}]'),
	('chat', 'life-146', 1796036400000, '[{"type":"text","text":"💰 预算每月 100 分，2026-11 已拨 100 分，现在还剩 55 分。欠成员 130 分，一有预算就先补发。"}]'),
	('page', 'message:9', 1796036400000, NULL),
	('chat', 'life-147', 1796036400000, '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：26 号【群发】晚安海报，12-01 00:55 前。发「任务 26」看全文，做完发「完成 26」。"}]'),
	('chat', 'life-149', 1796055540000, '[{"type":"text","text":"店员 的 2026 年 12 月：还没有签到。现在连续 1 天，继续保持～"},{"type":"picture","digest":"cb52f8d94a0afe0ea965a1e28d381df295eb3034bc45dc0cc1d9a54af527e05b","alt":"店员 的签到日历"}]'),
	('chat', 'life-151', 1796055540000, '[{"type":"text","text":"你只在「健康生活群」里，不用切换。"}]'),
	('chat', 'life-153', 1796055540000, '[{"type":"text","text":"你只在「健康生活群」里，不用切换。"}]'),
	('chat', 'life-156', 1796055600000, '[{"type":"text","text":"阿新 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"f365614bcb805d8bc882352f1f22d7010107261b0078117341b6b145e5785d39","alt":"阿新 的签到日历"}]'),
	('chat', 'm48', 1796055600000, '[{"type":"text","text":"谢谢 小刚 邀请 末班 进群，+20 积分！"}]'),
	('chat', 'life-158', 1796055600000, '[{"type":"text","text":"店长 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"632538f9477b4f87094fd65797c6ec297cc9971c378fe2be200bc8cb8903655c","alt":"店长 的签到日历"}]'),
	('chat', 'life-157', 1796055600000, '[{"type":"text","text":"店长 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"632538f9477b4f87094fd65797c6ec297cc9971c378fe2be200bc8cb8903655c","alt":"店长 的签到日历"}]');

INSERT INTO public.interest VALUES
	(3, '爬山', 'demo'),
	(3, '茶', 'demo'),
	(5, '爬山', 'demo'),
	(5, '读书', 'demo'),
	(5, '做饭', 'demo'),
	(19, '爬山', 'demo');

INSERT INTO public.introduction VALUES
	(3, '店员', '', '徒步、茶', '', '', 1792972800000),
	(5, '小明', '', '爬山、读书', '做饭', '', 1792972800000),
	(19, '路人', '', '爬山', '', '', 1794618000000);

INSERT INTO public.invitation VALUES
	(7, 5, 1792972800000, 0),
	(18, 5, 1794481200000, 0),
	(22, 6, 1796000400000, 20),
	(25, 7, 1796055600000, 20);

INSERT INTO public.journey VALUES
	(2, 'demo', '新人路', 3, 1792972800000, '2026-10-26', 0, 0, 1792972800000, 1792972800000, 'goal'),
	(4, 'demo', '新人路', 5, 1792972800000, '2026-10-26', 0, 0, 1792972800000, 1792972800000, 'goal'),
	(1, 'demo', '新人路', 2, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(3, 'demo', '新人路', 4, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(5, 'demo', '新人路', 6, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(6, 'demo', '新人路', 7, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(7, 'demo', '新人路', 8, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(8, 'demo', '新人路', 9, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(9, 'demo', '新人路', 10, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(10, 'demo', '新人路', 11, 1792972800000, '2026-10-26', 0, 4, 1793667600000, 1793685600000, 'moved'),
	(11, 'demo', '月初路', 1, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(12, 'demo', '月初路', 2, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(13, 'demo', '月初路', 3, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(14, 'demo', '月初路', 4, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(15, 'demo', '月初路', 5, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(16, 'demo', '月初路', 6, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(17, 'demo', '月初路', 8, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(18, 'demo', '月初路', 9, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(19, 'demo', '月初路', 10, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(20, 'demo', '月初路', 11, 1793462700000, '2026-11-01', 0, 1, 1793761200000, 1793761200000, 'finished'),
	(31, 'demo', '沉睡路', 1, 1794364200000, '2026-11-11', 0, 2, 1796178600000, NULL, ''),
	(32, 'demo', '新人路', 18, 1794481200000, '2026-11-12', 0, 0, 1794481200000, 1794481200000, 'left'),
	(33, 'demo', '歇脚路', 11, 1794526200000, '2026-11-13', 0, 1, 1794630600000, 1794618000000, 'removed'),
	(34, 'demo', '新人路', 19, 1794526200000, '2026-11-13', 0, 1, 1794621600000, 1794621600000, 'goal'),
	(35, 'demo', '新人路', 20, 1794618000000, '2026-11-14', 0, 2, 1794831300000, 1794709800000, 'left'),
	(37, 'demo', '沉睡路', 19, 1795228200000, '2026-11-21', 0, 2, 1797042600000, NULL, ''),
	(36, 'demo', '新人路', 21, 1795050000000, '2026-11-19', 0, 4, 1795349700000, 1795349700000, 'moved'),
	(38, 'demo', '沉睡路', 21, 1795349700000, '2026-11-22', 0, 2, 1797164100000, NULL, ''),
	(25, 'demo', '沉睡路', 2, 1793685600000, '2026-11-03', 0, 2, 1795500000000, 1795500000000, 'goal'),
	(28, 'demo', '沉睡路', 7, 1793685600000, '2026-11-03', 0, 2, 1795500000000, 1795500000000, 'goal'),
	(21, 'demo', '沉睡路', 8, 1793586600000, '2026-11-02', 0, 2, 1795500000000, 1795500000000, 'finished'),
	(22, 'demo', '沉睡路', 9, 1793586600000, '2026-11-02', 0, 2, 1795500000000, 1795500000000, 'finished'),
	(23, 'demo', '沉睡路', 10, 1793586600000, '2026-11-02', 0, 2, 1795500000000, 1795500000000, 'finished'),
	(24, 'demo', '沉睡路', 11, 1793586600000, '2026-11-02', 0, 2, 1795500000000, 1795500000000, 'finished'),
	(26, 'demo', '沉睡路', 4, 1793685600000, '2026-11-03', 0, 2, 1795500000000, 1795500000000, 'finished'),
	(27, 'demo', '沉睡路', 6, 1793685600000, '2026-11-03', 0, 2, 1795500000000, 1795500000000, 'finished'),
	(29, 'demo', '沉睡路', 3, 1793759400000, '2026-11-04', 0, 2, 1795573800000, 1795573800000, 'goal'),
	(30, 'demo', '沉睡路', 5, 1793759400000, '2026-11-04', 0, 2, 1795573800000, 1795573800000, 'goal'),
	(39, 'demo', '新人路', 7, 1795395600000, '2026-11-23', 0, 4, 1795695300000, 1795695300000, 'moved'),
	(40, 'demo', '旧路', 6, 1795762800000, '2026-11-27', 0, 1, 1796108400000, NULL, ''),
	(41, 'demo', '歇脚路', 5, 1795914000000, '2026-11-29', 0, 1, 1796013000000, NULL, ''),
	(42, 'demo', '新人路', 22, 1796000400000, '2026-11-30', 0, 1, 1796090400000, NULL, ''),
	(43, 'demo', '新人路', 25, 1796055600000, '2026-12-01', 0, 0, 1796055600000, NULL, '');

INSERT INTO public.lane VALUES
	('chat/demo', 1793853000000, ''),
	('side/far', 1795969500000, ''),
	('chat/店长', 0, '应用停用了'),
	('chat/阿新', 1796055660000, '');

INSERT INTO public.level VALUES
	(5, '老朋友'),
	(6, '老朋友'),
	(7, '老朋友'),
	(1, '熟朋友');

INSERT INTO public.level_change VALUES
	(1, 'demo', 5, '新朋友', '老朋友', true, 1793147400000, 1),
	(2, 'demo', 6, '新朋友', '老朋友', true, 1793147400000, 1),
	(3, 'demo', 6, '老朋友', '熟朋友', false, 1793147400000, 1),
	(4, 'demo', 6, '熟朋友', '老朋友', true, 1793203800000, 1),
	(5, 'demo', 7, '新朋友', '熟朋友', true, 1794499800000, 1),
	(6, 'demo', 7, '熟朋友', '老朋友', true, 1795968600000, 1),
	(7, 'demo', 1, '新朋友', '熟朋友', true, 1796055000000, 0);

INSERT INTO public.lottery_draw VALUES
	(1, 'demo', '2026-10-28', 1, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '谢谢参与', true, 1793147400000),
	(2, 'demo', '2026-10-28', 2, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '7 积分', false, 1793147400000),
	(3, 'demo', '2026-10-28', 3, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '再来一张', false, 1793147400000),
	(4, 'demo', '2026-10-28', 4, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '小毛巾', false, 1793147400000),
	(5, 'demo', '2026-10-28', 5, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '谢谢参与', true, 1793147400000),
	(6, 'demo', '2026-11-29', 1, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '再来一张', false, 1795915800000),
	(7, 'demo', '2026-11-29', 2, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '谢谢参与', true, 1795915800000),
	(8, 'demo', '2026-11-29', 3, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '7 积分', false, 1795915800000),
	(9, 'demo', '2026-11-29', 4, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '谢谢参与', true, 1795915800000),
	(10, 'demo', '2026-11-29', 5, 5, '[["谢谢参与", 5], ["7 积分", 3], ["再来一张", 1], ["小毛巾", 2]]', '谢谢参与', true, 1795915800000);

INSERT INTO public.lottery_seed VALUES
	('demo', '2026-10-27', '38b4e652e44da7f2370d9e260e27136550a4a3a6d07f5c0c332f8b1224083fd2'),
	('far', '2026-10-27', '2b902f8911e81818f8c99d5d5d9831957504d90e945de2e8f54ee781cc75f636'),
	('demo', '2026-10-28', 'd85099095aa300165a67036f9b540d6b8f0be21124179c3dd9f73817ce6e118d'),
	('far', '2026-10-28', '264aad6cb6dd210faf94acd3cf92c190237cb11f5d108cf25930263938b370a1'),
	('demo', '2026-10-29', 'e8180a6bd4f43a2afffcd3c12ef890575575e826e2cbeaee82af2c7d696cf46b'),
	('far', '2026-10-29', '977c090af4e146f6d03110ab86efde139eeabac37a0dde8ef2d3b1925e1302ca'),
	('demo', '2026-10-30', '57501fe0ca9a7fd1ccc15150424212578fe0feb17b4aa559cd9f28984b14267f'),
	('far', '2026-10-30', '1b037494dd1c01cc6adfc974d1729a11fe2008d737e8f517d69ed6f181bd1a45'),
	('demo', '2026-10-31', '29825e79455971b21ae105aab2d6a3100b08880f0f422dbb36fb94b3cb6d424f'),
	('far', '2026-10-31', '813caaa5b348f4930b893bfe338f65aea5a969d270831572af40db4852eb74b7'),
	('demo', '2026-11-01', '4f3ac362881215e31ed32cab3d56d55807afc6053558cef092a9317629b2ff5a'),
	('far', '2026-11-01', 'e637052b3839659c78fdf91d0aaa627e00a3170ffb76dc37c1eaaac499239549'),
	('demo', '2026-11-02', 'cf701c21e66105bd83af633f509fdc659c471564d277b4eab08215df3c101b7f'),
	('far', '2026-11-02', 'e7f9a0141afb962a02f2fd727628d2661118a88c1f772047597125e27e970d23'),
	('demo', '2026-11-03', 'd952bcd1b0aa366e09162edd5f30db8c4d9a46473a6ad6b44ddf506a4a1b89fc'),
	('far', '2026-11-03', '406dd85b24f0c6ae05765ae2c99964615ddf2df5ff87123bbdc0a2262a7c3e15'),
	('demo', '2026-11-04', 'f09a1c2dbd7dbb267686613b898c94a8eae9bb3b9e9016037f84267c2e8cc2d4'),
	('far', '2026-11-04', '5fccd096cf05ae2ec55c4343bc9c2c4859470c014e0c4b25ef13406b01f4da88'),
	('demo', '2026-11-05', 'ed66875ef7aa1c9c11bdfb90f5889051c039fef3263620202d31c4b0b2a8f4db'),
	('far', '2026-11-05', '163ff7837ae041f3f48e1a9ec2e1aba7db721bad818862bd657ad20d5d9ae674'),
	('demo', '2026-11-06', '8fcb47e63483f8de9114acc7b6d0aef39318e0df7f2b3aaea36941ccc86e2c8f'),
	('far', '2026-11-06', 'a3f1726423e4e765047a2366ad0ce5642c68811a5c14457b0bcd60a286688366'),
	('demo', '2026-11-07', '2879ef0f7dc9cb307db13d110d2d13fc0a81713531eccc70a5b38c29f942241c'),
	('far', '2026-11-07', '95c10d570943c9995d98750da08c351ac8490f0016bb18917f4cb926b3d75f89'),
	('demo', '2026-11-08', '9c91f919454eeef22f8a155da0e21d9dfa3987069d330012373fd4df1c633c35'),
	('far', '2026-11-08', '1ca0339d4a9150609d67072687aa68a2def693407c8d99f47185ee580ff82e9a'),
	('demo', '2026-11-09', 'a8d0395d92fd6179ab96721fc3ce871d26ee53d92407f27cdafa3bfea39b52fa'),
	('far', '2026-11-09', 'd7154b77682cfb7a8b96dc7bbe8dd54f9e89fc155ae2e424b3f7281a55a1eabf'),
	('demo', '2026-11-10', '7efbb65765a887bd9a1bc743a2f7867abbdd2fd4f6a12ab16e0a5429c27f2e84'),
	('far', '2026-11-10', 'f399e90576f8883453ca73f30da5b7f378e03b8735cf9b5c6bbe8725e544a8b0'),
	('demo', '2026-11-11', '0b590d8b437505eaad41ec062aa815c2252e3287069b4f4cab0e7ffaa23696a4'),
	('far', '2026-11-11', '92de02dda2774c17c7f339b2f6406fd80872d84218a8b5849709e05dd4a183e8'),
	('demo', '2026-11-12', '4644c32a6fe70e5b16b99dc527f20839a4f957888c24a48a202470c78bc0b080'),
	('far', '2026-11-12', 'c2ec6454bddbeda2424219395286fc9c6033bfcfb188d4c90b1d24fc026b21c2'),
	('demo', '2026-11-13', '8ae145da0717f531922a5bcea582483d97447ed136409366675168bdfdc6a6cd'),
	('far', '2026-11-13', '65990b3a31d32d33b8f883846af3267e8e25065bf51323bb363e6b0726a956fd'),
	('demo', '2026-11-14', '5ce2260786eb44ca3bf987478db9e4785240594204b79231241e49b12964ea9a'),
	('far', '2026-11-14', '082cdef477cb225849837d721f2afece079fe0efe5e91eb9ec0ff0fccf1e7a59'),
	('demo', '2026-11-15', 'ddeb7af44ad079f905c7585d9b259e140038703889f8261a7c91123a76295778'),
	('far', '2026-11-15', 'dd555b32adf6755613d05134b52a8f7ba1d0c29f244739fc759b7ae6cd233a9c'),
	('demo', '2026-11-16', '6bc826d734107d0039c5be7a4347c1e8b99129a70ed61058d973b5ccff5ea4a4'),
	('far', '2026-11-16', 'eb0ab4154d8babd539241ca90901b21e8927e7e807147763700045c8716724b6'),
	('demo', '2026-11-17', '923409c0a1980633915a607abe3996e37f99b32dadb6156f9fc704ca458ec6a2'),
	('far', '2026-11-17', 'f9d81f55033d3516e1c502cd5ae437f23188bef87a81c9b8feab55656fb09176'),
	('demo', '2026-11-18', '4e49c166e65c4cbeed4961f28f44bd15c2678cb951caaa281f5c852b8f9c3cfe'),
	('far', '2026-11-18', '3496852009710d07fccfb12686793f970963a4e79e6e2177f4e976ce9b52e6a7'),
	('demo', '2026-11-19', 'f9ad6b25ef11909cd63096d3fbf38a989654f5faad746f7919bc42a8eadefdef'),
	('far', '2026-11-19', '924eb4596fe0e9271efc748c5f715c8c7e288821b2407a05c16ca5032ba9a2cc'),
	('demo', '2026-11-20', '2b428cf85c63f3b9451451a6f9444f1af903ce8615fcdebf0b0902ef88efa523'),
	('far', '2026-11-20', '89220e6fb3808efc798b2adff4c4de3115e97ed30d5cb8dffcde0636d2982a07'),
	('demo', '2026-11-21', '0a3f78408dbc7836d1dcff4ad6254c804cfd933da08480c30dbf209602097453'),
	('far', '2026-11-21', '31bb6542eeb35a8b0668446bb4cd8dd57b0b8e214470970fbde0f6e81a886bbd'),
	('demo', '2026-11-22', 'f096915afaedcfe5cd094a7551f397a95e58569517eca6d048fe7fe734704a84'),
	('far', '2026-11-22', '5b4bae6b016dbfd3d2c4efea4cabcfe0b5106c807db3792156ae2588dbbfde26'),
	('demo', '2026-11-23', '198704869935b3828dd7c904173070dfac06ac70921bc9c69d28e02eb73cca9b'),
	('far', '2026-11-23', '11b80101557daac6466f96cca77459261fea1e2c70353d2436d53679376b7d9e'),
	('demo', '2026-11-24', '2e44a6b95d61ce1edf2f758eca31cf0fe5907353b044adae5480b284b7aedd87'),
	('far', '2026-11-24', '4170318ed144847bb214c6c82b0ec8c699fc291bca371be25f916f8f94ec8b0e'),
	('demo', '2026-11-25', 'f9529d3f5870f9309009e446e18bcd0a5ae7b2c591d50519528bf9812ccdc173'),
	('far', '2026-11-25', '407fcd8fc235220707e98ec2b9f9dde4eed098e9b5f038100aba7871436a5b53'),
	('demo', '2026-11-26', '98a0ce9c39232ef906ee6b81c0d62b9bbf031d83a3160c33add156b1b4a1f546'),
	('far', '2026-11-26', '03efcc738f851682e86485881549afce8396607a9e06fc81ce3706f1de5e663f'),
	('demo', '2026-11-27', '7bf1ffb25b11f18514a164e05c0140e02dbf32f11ee984edeba3744205963bec'),
	('far', '2026-11-27', 'e34b3c8f62968be4d2f279f17fd7dc33d1390ad7bd359172143e1b23e0b9a86a'),
	('demo', '2026-11-28', 'd09d221fe4fd7164b3a62e71540de45085619212fbd7d0ab79809a3d879aa76d'),
	('far', '2026-11-28', 'ed0ab812aed67236cd8662abacfe824dee07b0c86552521f3e86a3e5f20de5c6'),
	('demo', '2026-11-29', '59d08927856083f0eea153b7c4a9b9a42f9206a92330be5d84459a24d0accb40'),
	('far', '2026-11-29', '225501e21e1e2323df03b1f71f89bd7765e83638a08e26bf824fd7f3f49a1818'),
	('demo', '2026-11-30', 'b93cd68d89726b75a1dcc17085ba01b44705a104ba676462a50bdd548c8b7684'),
	('far', '2026-11-30', '50afb99f61e1a24bf59e2383ed54f5f5975c75100cbce31c596a2efca1f825eb'),
	('demo', '2026-12-01', 'e3d24eeb28cbc8834c8212921de59e7ece8e4eb37773b953c3fee61687a07047');

INSERT INTO public.mall_order VALUES
	(2, 'VA65-BU', 'demo', 5, '帆布购物袋', 30, 0, 0, 'refunded', 1793156400000, 1793376000000),
	(3, '7MND-J3', 'demo', 5, '帆布购物袋', 30, 0, 0, 'cancelled', 1793156400000, 1793376000000),
	(4, '38QF-BM', 'demo', 6, '帆布购物袋', 27, 0, 0, 'picked', 1793156400000, 1793376000000),
	(5, 'GBTQ-9K', 'demo', 6, '徒步免费名额', 36, 0, 0, 'rejected', 1793156400000, 1793376000000),
	(1, 'NYKE-Z3', 'demo', 5, '奖品·小毛巾', 0, 0, 0, 'expired', 1793147400000, 1793376000000),
	(6, 'JWRA-Z5', 'demo', 6, '满100减20券', 18, 0, 10000, 'expired', 1793156400000, 1793462400000),
	(7, 'EHZU-7F', 'demo', 5, '帆布购物袋', 30, 0, 0, 'ready', 1795915800000, 1796140800000),
	(8, 'HC8B-R2', 'demo', 7, '徒步免费名额', 36, 0, 0, 'waiting', 1795915800000, 1796140800000),
	(9, 'TZ5A-3T', 'demo', 22, '新人满50减10', 0, 0, 5000, 'ready', 1796036400000, 1796227200000),
	(10, 'A6FX-UA', 'demo', 5, '满100减20券', 20, 0, 10000, 'ready', 1796036400000, 1796313600000);

INSERT INTO public.mall_step VALUES
	(1, 'ready', '小明', '', 1793147400000),
	(2, 'ready', '小明', '', 1793156400000),
	(2, 'picked', '店员', '', 1793156400000),
	(2, 'refunded', '小助理', '', 1793156400000),
	(3, 'ready', '小明', '', 1793156400000),
	(3, 'cancelled', '小明', '', 1793156400000),
	(4, 'ready', '小红', '', 1793156400000),
	(4, 'picked', '店员', '', 1793156400000),
	(5, 'waiting', '小红', '', 1793156400000),
	(5, 'rejected', '群主', '这次人满了', 1793156400000),
	(6, 'ready', '小红', '', 1793156400000),
	(1, 'expired', '', '', 1793376000000),
	(6, 'expired', '', '', 1793462400000),
	(7, 'ready', '小明', '', 1795915800000),
	(8, 'waiting', '小刚', '', 1795915800000),
	(9, 'ready', '新客', '', 1796036400000),
	(10, 'ready', '小明', '', 1796036400000);

INSERT INTO public.mall_stock VALUES
	('demo', '奖品·小毛巾', 0),
	('demo', '帆布购物袋', 3),
	('demo', '徒步免费名额', 1),
	('demo', '新人满50减10', 1),
	('demo', '满100减20券', 1);

INSERT INTO public.member VALUES
	(1, 'demo', '群主', '群主', 1792972800000, NULL, NULL),
	(2, 'demo', '小助理', '小助理', 1792972800000, NULL, NULL),
	(3, 'demo', '店员', '店员', 1792972800000, NULL, NULL),
	(4, 'demo', '店长', '店长', 1792972800000, NULL, NULL),
	(5, 'demo', '小明', '小明', 1792972800000, NULL, NULL),
	(6, 'demo', '小红', '小红', 1792972800000, NULL, NULL),
	(7, 'demo', '小刚', '小刚', 1792972800000, NULL, '小明'),
	(8, 'demo', '阿闲', '阿闲', 1792972800000, NULL, NULL),
	(9, 'demo', '阿静', '阿静', 1792972800000, NULL, NULL),
	(10, 'demo', '阿冬', '阿冬', 1792972800000, NULL, NULL),
	(11, 'demo', '阿秋', '阿秋', 1792972800000, NULL, NULL),
	(12, 'far', '群主', '群主', 1792972800000, NULL, NULL),
	(13, 'far', '阿山', '阿山', 1792972800000, NULL, NULL),
	(14, 'far', '阿岭', '阿岭', 1792972800000, NULL, NULL),
	(15, 'far', '阿溪', '阿溪', 1792972800000, NULL, NULL),
	(16, 'far', '阿河', '阿河', 1792972800000, NULL, NULL),
	(17, 'far', '小明', '小明', 1792972800000, NULL, NULL),
	(18, 'demo', '过客', '过客', 1794481200000, 1794481200000, '小明'),
	(19, 'demo', '路人', '路人', 1794526200000, NULL, NULL),
	(20, 'demo', '阿走', '阿走', 1794618000000, 1794709800000, NULL),
	(21, 'demo', '阿新', '阿新', 1795050000000, NULL, NULL),
	(22, 'demo', '新客', '新客', 1796000400000, NULL, '小红'),
	(23, 'page', '阿三', '阿三', 1796036400000, NULL, NULL),
	(24, 'page', '阿一', '阿一', 1796036400000, NULL, NULL),
	(25, 'demo', '末班', '末班', 1796055600000, NULL, '小刚');

INSERT INTO public.opt_out VALUES
	(7, 1793156400000);

INSERT INTO public.outbox VALUES
	(1, 'timer:journeys:3:thanks', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"恭喜 "},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":" 完成！"}]', 'sent', 1, 0, 1792972800000, 1792972800000, 1792976400000, 1792972800000, 1792972800000, ''),
	(2, 'timer:journeys:3', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"小刚","name":"小刚"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"，先发「签到」领今天的积分～"}]', 'sent', 1, 0, 1792972800000, 1792972800000, 1792976400000, 1792972800000, 1792972800000, ''),
	(3, 'timer:welcome:1', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"群主","name":"群主"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"小刚","name":"小刚"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":" 加入健康生活群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 'sent', 1, 0, 1792972860000, 1792972860000, 1792976460000, 1792972860000, 1792972860000, ''),
	(4, 'timer:welcome:22', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"群主","name":"群主"},{"type":"mention","user":"阿山","name":"阿山"},{"type":"mention","user":"阿岭","name":"阿岭"},{"type":"mention","user":"阿溪","name":"阿溪"},{"type":"mention","user":"阿河","name":"阿河"},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":" 加入山谷群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 'sent', 1, 0, 1792972860000, 1792972860000, 1792976460000, 1792972860000, 1792972860000, ''),
	(5, 'run:demo:新人第1天:1792981200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"群主","name":"群主"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"小刚","name":"小刚"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"欢迎来到健康生活群！先发「签到」领今天的积分，再发「帮助」看看我会什么～"}]', 'sent', 1, 0, 1792981200000, 1792981200000, 1792984800000, 1792981200000, 1792981200000, ''),
	(6, 'run:demo:午休:1792990800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"午休一下吧。"}]', 'sent', 1, 0, 1792990800000, 1792990800000, 1792994400000, 1792990800000, 1792990800000, ''),
	(7, 'run:far:山谷晚安:1793030100000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1793030100000, 1793030100000, 1793033700000, 1793030100000, 1793030100000, ''),
	(8, 'run:far:山谷末班:1793031120000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1793031120000, 1793031120000, 1793034720000, 1793031900000, 1793031900000, ''),
	(9, 'run:demo:早安:1793059200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早上好！今天是10月27日。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1793059200000, 1793059200000, 1793062800000, 1793059200000, 1793059200000, ''),
	(10, 'timer:badges:31', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"恭喜得到新徽章！🤝 引路人："},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"\n恭喜得到新徽章！🧊 破冰者："},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"\n恭喜得到新徽章！🌱 首签："},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"}]', 'sent', 1, 0, 1793063400000, 1793063400000, 1793067000000, 1793063400000, 1793063400000, ''),
	(11, 'run:demo:群发早报:1793065200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：1 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 1」看全文，做完发「完成 1」。"}]', 'sent', 1, 0, 1793065200000, 1793065200000, 1793068800000, 1793065200000, 1793065200000, ''),
	(12, 'timer:journeys:30', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"小刚","name":"小刚"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"还没签到呢，试试发「签到」？"}]', 'sent', 1, 0, 1793066400000, 1793066400000, 1793070000000, 1793066400000, 1793066400000, ''),
	(14, 'timer:badges:38', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"恭喜得到新徽章！🌰 种子用户："},{"type":"mention","user":"阿山","name":"阿山"},{"type":"mention","user":"阿溪","name":"阿溪"},{"type":"text","text":"\n恭喜得到新徽章！🌱 首签："},{"type":"mention","user":"阿溪","name":"阿溪"}]', 'sent', 1, 0, 1793070900000, 1793070900000, 1793074500000, 1793070900000, 1793070900000, ''),
	(18, 'run:demo:补课:1793084400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补课时间。"}]', 'sent', 1, 0, 1793084400000, 1793084400000, 1793088000000, 1793084400000, 1793084400000, ''),
	(19, 'run:demo:别打扰:1793091600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"有人在聊天，我等一等再说。"}]', 'sent', 1, 0, 1793091600000, 1793091600000, 1793095200000, 1793091600000, 1793091600000, ''),
	(23, 'run:far:山谷末班:1793117520000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1793117520000, 1793117520000, 1793121120000, 1793118300000, 1793118300000, ''),
	(13, 'run:demo:新人第2天:1793067600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"群主","name":"群主"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"小刚","name":"小刚"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"昨天的签到还热着，今天接上就是连续 2 天啦～"}]', 'sent', 1, 0, 1793067600000, 1793067600000, 1793071200000, 1793067600000, 1793067600000, ''),
	(15, 'timer:tasks:40', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：1 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 1」。"}]', 'sent', 1, 0, 1793072400000, 1793072400000, 1793076000000, 1793072400000, 1793072400000, ''),
	(16, 'timer:tasks:41', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：1 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 1」，或者「延期 1 明天 理由」。"}]', 'sent', 1, 0, 1793076000000, 1793076000000, 1793079600000, 1793076000000, 1793076000000, ''),
	(17, 'run:demo:午休:1793077200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"午休一下吧。"}]', 'sent', 1, 0, 1793077200000, 1793077200000, 1793080800000, 1793077200000, 1793077200000, ''),
	(20, 'run:demo:周中投票:1793104800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"card","card":"poll-1-1793104800000-1e15009286a6","title":"📊 1 号投票：周末徒步走哪条线？","text":"1. 湖边\n2. 古道\n3. 山顶\n选 1 个，到 10-28 16:40 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 4 分。","buttons":[{"key":"1","label":"1. 湖边"},{"key":"2","label":"2. 古道"},{"key":"3","label":"3. 山顶"}],"url":""}]', 'sent', 1, 0, 1793104800000, 1793104800000, 1793108400000, 1793104800000, 1793104800000, ''),
	(21, 'run:demo:晚间提醒:1793106000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1793106000000, 1793106000000, 1793109600000, 1793106000000, 1793106000000, ''),
	(22, 'run:far:山谷晚安:1793116500000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1793116500000, 1793116500000, 1793120100000, 1793116500000, 1793116500000, ''),
	(26, 'timer:levels:45', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"🎉 升级啦！老朋友："},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"\n这些朋友好久不见，等级先降一降，多来聊聊就能升回来。熟朋友："},{"type":"mention","user":"小红","name":"小红"}]', 'sent', 1, 0, 1793149500000, 1793149500000, 1793153100000, 1793149500000, 1793149500000, ''),
	(27, 'run:demo:群发早报:1793151600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：3 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 3」看全文，做完发「完成 3」。"}]', 'sent', 1, 0, 1793151600000, 1793151600000, 1793155200000, 1793151600000, 1793151600000, ''),
	(28, 'run:demo:铁粉早茶:1793153400000/2:before', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"连签 3 天啦，来喝茶～"}]', 'sent', 1, 0, 1793153400000, 1793153400000, 1793157000000, 1793153400000, 1793153400000, ''),
	(29, 'run:demo:铁粉早茶:1793153400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"连签 2 天啦，来喝茶～"}]', 'sent', 1, 0, 1793153400000, 1793153400000, 1793157000000, 1793153400000, 1793153400000, ''),
	(32, 'timer:tasks:53', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：3 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 3」。"}]', 'sent', 1, 0, 1793158800000, 1793158800000, 1793162400000, 1793158800000, 1793158800000, ''),
	(35, 'run:demo:已批:1793178600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下班路上慢一点。"}]', 'sent', 1, 0, 1793178600000, 1793178600000, 1793182200000, 1793178600000, 1793178600000, ''),
	(36, 'timer:tasks:50', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：2 号【群发】海报 快到时间了，今天 20:00 前（还剩 1 小时）。做完发「完成 2」。"}]', 'sent', 1, 0, 1793185200000, 1793185200000, 1793188800000, 1793185200000, 1793185200000, ''),
	(37, 'run:demo:周课:1793187000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"今晚开课！"},{"type":"document","digest":"14bcd090baf31edba64e9cbd8cdfc15f943344aa72cb3675ad8e91bfcbce03ad","name":"lesson.pdf"},{"type":"news","articles":[{"title":"报名表","url":"https://example.com/join","text":"名额有限","picture":""}]}]', 'sent', 1, 0, 1793187000000, 1793187000000, 1793190600000, 1793187000000, 1793187000000, ''),
	(38, 'timer:tasks:51', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：2 号【群发】海报 过了截止时间 今天 20:00，请尽快做完发「完成 2」，或者「延期 2 明天 理由」。"}]', 'sent', 1, 0, 1793188800000, 1793188800000, 1793192400000, 1793188800000, 1793188800000, ''),
	(40, 'timer:journeys:60:task:4', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：4 号【邀约】给 小红、阿闲、阿冬 打个电话，10-29 16:15 前。发「任务 4」看全文，做完发「完成 4」。"},{"type":"text","text":"\n还没有负责人的客户：小助理、店长"}]', 'sent', 1, 0, 1793189700000, 1793189700000, 1793193300000, 1793189700000, 1793189700000, ''),
	(41, 'timer:journeys:60:task:3', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：5 号【邀约】给 小刚、阿静、阿秋 打个电话，10-29 16:15 前。发「任务 5」看全文，做完发「完成 5」。"}]', 'sent', 1, 0, 1793189700000, 1793189700000, 1793193300000, 1793189700000, 1793189700000, ''),
	(54, 'run:demo:补一次:1793344200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(55, 'timer:mall:48', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"你的 NYKE-Z3「奖品·小毛巾」过期了。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(24, 'run:demo:半夜:1793117700000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"又到半夜。"}]', 'sent', 1, 0, 1793142000000, 1793142000000, 1793145600000, 1793142000000, 1793142000000, ''),
	(25, 'run:demo:早安:1793145600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早！星期三也要开心。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1793145600000, 1793145600000, 1793149200000, 1793145600000, 1793145600000, ''),
	(30, 'run:demo:新人第3天:1793154000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"群主","name":"群主"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"小刚","name":"小刚"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"介绍过自己了吗？说说你叫什么、喜欢什么，也许就遇到同好。"}]', 'sent', 1, 0, 1793154000000, 1793154000000, 1793157600000, 1793154000000, 1793154000000, ''),
	(31, 'timer:polls:49', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"📊 2 号投票结束：周末去哪？\n1. 爬山　0 票 0%\n2. 看电影　0 票 0%\n3. 火锅　0 票 0%\n没有人投票。0/11 人参加（0%）"},{"type":"drawing","sheet":{"kind":"poll","title":"2 号投票 · 10-28 10:30 结束","question":"周末去哪？","lines":[{"number":1,"option":"爬山","votes":0,"share":0,"won":false},{"number":2,"option":"看电影","votes":0,"share":0,"won":false},{"number":3,"option":"火锅","votes":0,"share":0,"won":false}],"foot":"0/11 人参加（0%）"},"alt":"2 号投票 · 10-28 10:30 结束"}]', 'sent', 1, 0, 1793154600000, 1793154600000, 1793158200000, 1793154600000, 1793154600000, ''),
	(33, 'timer:tasks:54', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：3 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 3」，或者「延期 3 明天 理由」。"}]', 'sent', 1, 0, 1793162400000, 1793162400000, 1793166000000, 1793162400000, 1793162400000, ''),
	(34, 'timer:polls:43', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"📊 1 号投票结束：周末徒步走哪条线？\n1. 湖边　0 票 0%\n2. 古道　0 票 0%\n3. 山顶　0 票 0%\n没有人投票。0/11 人参加（0%）"},{"type":"drawing","sheet":{"kind":"poll","title":"1 号投票 · 10-28 16:40 结束","question":"周末徒步走哪条线？","lines":[{"number":1,"option":"湖边","votes":0,"share":0,"won":false},{"number":2,"option":"古道","votes":0,"share":0,"won":false},{"number":3,"option":"山顶","votes":0,"share":0,"won":false}],"foot":"0/11 人参加（0%）"},"alt":"1 号投票 · 10-28 16:40 结束"}]', 'sent', 1, 0, 1793176800000, 1793176800000, 1793180400000, 1793176800000, 1793176800000, ''),
	(42, 'run:demo:表扬:1793190600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"👏 最近 30 天按时完成任务最多的同事："},{"type":"text","text":"\n"},{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"1 个"}]', 'sent', 1, 0, 1793190600000, 1793190600000, 1793194200000, 1793190600000, 1793190600000, ''),
	(44, 'run:far:山谷晚安:1793202900000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1793202900000, 1793202900000, 1793206500000, 1793202900000, 1793202900000, ''),
	(45, 'run:far:山谷末班:1793203920000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1793203920000, 1793203920000, 1793207520000, 1793204700000, 1793204700000, ''),
	(47, 'timer:badges:69', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"恭喜得到新徽章！🔥 三日连签："},{"type":"mention","user":"小明","name":"小明"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(49, 'timer:tasks:64', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：5 号【邀约】给 小刚、阿静、阿秋 打个电话 快到时间了，今天 16:15 前（还剩 1 小时）。做完发「完成 5」。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(51, 'timer:tasks:65', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：5 号【邀约】给 小刚、阿静、阿秋 打个电话 过了截止时间 今天 16:15，请尽快做完发「完成 5」，或者「延期 5 明天 理由」。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(39, 'timer:journeys:42', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"说说你叫什么、喜欢什么？"}]', 'sent', 1, 0, 1793189700000, 1793189700000, 1793193300000, 1793189700000, 1793189700000, ''),
	(43, 'run:demo:晚间提醒:1793192400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1793192400000, 1793192400000, 1793196000000, 1793192400000, 1793192400000, ''),
	(46, 'timer:levels:68', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"🎉 升级啦！老朋友："},{"type":"mention","user":"小红","name":"小红"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(48, 'timer:tasks:62', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：4 号【邀约】给 小红、阿闲、阿冬 打个电话 快到时间了，今天 16:15 前（还剩 1 小时）。做完发「完成 4」。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(50, 'timer:tasks:63', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：4 号【邀约】给 小红、阿闲、阿冬 打个电话 过了截止时间 今天 16:15，请尽快做完发「完成 4」，或者「延期 4 明天 理由」。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(52, 'timer:tasks:66', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：2 号【群发】海报 快到时间了，今天 18:00 前（还剩 1 小时）。做完发「完成 2」。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(56, 'timer:mall:59', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"你的 JWRA-Z5「满100减20券」过期了，退回 18 分，现有 131 分。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(58, 'timer:journeys:93', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"群主","name":"群主"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"，新的一个月好！"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(61, 'run:demo:补课:1793689200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补课时间。"}]', 'sent', 1, 0, 1793689200000, 1793689200000, 1793692800000, 1793689200000, 1793689200000, ''),
	(63, 'run:demo:下午茶时间，歇一歇吧:1793694600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'refused', 0, 1, 1793694600000, 1793694600000, 1793698200000, 1793694600000, 1793694600000, '内容不行'),
	(64, 'run:demo:别打扰:1793696400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"有人在聊天，我等一等再说。"}]', 'sent', 1, 0, 1793696400000, 1793696400000, 1793700000000, 1793696400000, 1793696400000, ''),
	(65, 'run:demo:好久不见:1793707200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1793707200000, 1793707200000, 1793710800000, 1793707200000, 1793707200000, ''),
	(66, 'run:demo:周中投票:1793709600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"card","card":"poll-4-1793709600000-1b2fa02afcd1","title":"📊 4 号投票：周末徒步走哪条线？","text":"1. 湖边\n2. 古道\n3. 山顶\n选 1 个，到 11-04 16:40 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 4 分。","buttons":[{"key":"1","label":"1. 湖边"},{"key":"2","label":"2. 古道"},{"key":"3","label":"3. 山顶"}],"url":""}]', 'sent', 1, 0, 1793709600000, 1793709600000, 1793713200000, 1793709600000, 1793709600000, ''),
	(67, 'run:far:山谷晚安:1793721300000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1793721300000, 1793721300000, 1793724900000, 1793721300000, 1793721300000, ''),
	(68, 'run:far:山谷末班:1793722320000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1793722320000, 1793722320000, 1793725920000, 1793723100000, 1793723100000, ''),
	(69, 'run:demo:半夜:1793722500000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"又到半夜。"}]', 'sent', 1, 0, 1793746800000, 1793746800000, 1793750400000, 1793746800000, 1793746800000, ''),
	(70, 'run:demo:早安:1793750400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早上好！今天是11月4日。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1793750400000, 1793750400000, 1793754000000, 1793750400000, 1793750400000, ''),
	(71, 'run:demo:群发早报:1793756400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：6 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 6」看全文，做完发「完成 6」。"}]', 'sent', 1, 0, 1793756400000, 1793756400000, 1793760000000, 1793756400000, 1793756400000, ''),
	(75, 'timer:tasks:102', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：6 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 6」，或者「延期 6 明天 理由」。"}]', 'sent', 1, 0, 1793767200000, 1793767200000, 1793770800000, 1793767200000, 1793767200000, ''),
	(79, 'run:demo:已批:1793783400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下班路上慢一点。"}]', 'sent', 1, 0, 1793783400000, 1793783400000, 1793787000000, 1793783400000, 1793783400000, ''),
	(111, 'run:demo:早安:1794355200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早上好！今天是11月11日。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1794355200000, 1794355200000, 1794358800000, 1794355200000, 1794355200000, ''),
	(53, 'timer:tasks:67', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：2 号【群发】海报 过了截止时间 今天 18:00，请尽快做完发「完成 2」，或者「延期 2 明天 理由」。"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(57, 'run:demo:·expiry/give_notice:1793671200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"⏰ 8 位朋友共 883 分将在 11-30 过期，早点花掉吧～\n"},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"621 分　"},{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"131 分　"},{"type":"mention","user":"小刚","name":"小刚"},{"type":"text","text":"61 分　"},{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"30 分　"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"text","text":"10 分　"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"text","text":"10 分　"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"text","text":"10 分　"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"10 分　"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(59, 'timer:journeys:94', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"一周没见啦，"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"最近忙吗？"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(60, 'timer:journeys:95', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"一周没见啦，"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"最近忙吗？"}]', 'sent', 1, 0, 1793685600000, 1793685600000, 1793689200000, 1793685600000, 1793685600000, ''),
	(73, 'timer:journeys:96', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"群主","name":"群主"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"，这个月想换点什么？"}]', 'doubtful', 0, 1, 1793761200000, 1793761200000, 1793764800000, 1793761200000, 1793761200000, '又断了'),
	(74, 'timer:tasks:101', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：6 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 6」。"}]', 'sent', 1, 0, 1793763600000, 1793763600000, 1793767200000, 1793763600000, 1793763600000, ''),
	(76, 'timer:journeys:97', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"，群里有新活动。"}]', 'sent', 1, 0, 1793772000000, 1793772000000, 1793775600000, 1793772000000, 1793772000000, ''),
	(77, 'run:demo:下午茶时间，歇一歇吧:1793781000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'sent', 1, 0, 1793781000000, 1793781000000, 1793784600000, 1793781000000, 1793781000000, ''),
	(78, 'timer:polls:99', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"📊 4 号投票结束：周末徒步走哪条线？\n1. 湖边　0 票 0%\n2. 古道　0 票 0%\n3. 山顶　0 票 0%\n没有人投票。0/11 人参加（0%）"},{"type":"drawing","sheet":{"kind":"poll","title":"4 号投票 · 11-04 16:40 结束","question":"周末徒步走哪条线？","lines":[{"number":1,"option":"湖边","votes":0,"share":0,"won":false},{"number":2,"option":"古道","votes":0,"share":0,"won":false},{"number":3,"option":"山顶","votes":0,"share":0,"won":false}],"foot":"0/11 人参加（0%）"},"alt":"4 号投票 · 11-04 16:40 结束"}]', 'sent', 1, 0, 1793781600000, 1793781600000, 1793785200000, 1793781600000, 1793781600000, ''),
	(81, 'run:demo:表扬:1793795400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"👏 最近 30 天按时完成任务最多的同事："},{"type":"text","text":"\n"},{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"1 个"}]', 'sent', 1, 0, 1793795400000, 1793795400000, 1793799000000, 1793795400000, 1793795400000, ''),
	(62, 'run:demo:早安:1793664000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早上好！今天是11月3日。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'ignored', 0, 1, 1793692800000, 1793692800000, 1793696400000, 1793692800000, 1793692800000, '线断了'),
	(72, 'timer:journeys:103', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"一周没见啦，"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"最近忙吗？"}]', 'sent', 1, 0, 1793759400000, 1793799000000, NULL, 1793799000000, 1793799000000, ''),
	(82, 'run:far:山谷晚安:1793807700000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1793807700000, 1793807700000, 1793811300000, 1793807700000, 1793807700000, ''),
	(83, 'run:far:山谷末班:1793808720000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1793808720000, 1793808720000, 1793812320000, 1793809500000, 1793809500000, ''),
	(85, 'timer:journeys:104', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"，群里有新活动。"}]', 'expired', 0, 1, 1793845800000, 1793853000000, 1793849400000, 1793845800000, 1793853000000, '太快了'),
	(96, 'run:demo:早安:1794182400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"新的一天开始啦～"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1794182400000, 1794182400000, 1794186000000, 1794182400000, 1794182400000, ''),
	(101, 'timer:tasks:108', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：7 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 7」。"}]', 'sent', 1, 0, 1794282000000, 1794282000000, 1794285600000, 1794282000000, 1794282000000, ''),
	(80, 'run:demo:周课:1793791800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"今晚开课！"},{"type":"document","digest":"14bcd090baf31edba64e9cbd8cdfc15f943344aa72cb3675ad8e91bfcbce03ad","name":"lesson.pdf"},{"type":"news","articles":[{"title":"报名表","url":"https://example.com/join","text":"名额有限","picture":""}]}]', 'sent', 1, 0, 1793791800000, 1793791800000, 1793795400000, 1793791800000, 1793791800000, ''),
	(84, 'run:demo:早安:1793836800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早！星期四也要开心。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1793836800000, 1793836800000, 1793840400000, 1793836800000, 1793836800000, ''),
	(86, 'run:demo:补一次:1793862600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1793862600000, 1793862600000, 1793866200000, 1793862600000, 1793862600000, ''),
	(87, 'run:far:山谷晚安:1793894100000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1793894100000, 1793894100000, 1793897700000, 1793894100000, 1793894100000, ''),
	(88, 'run:far:山谷末班:1793895120000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1793895120000, 1793895120000, 1793898720000, 1793895900000, 1793895900000, ''),
	(89, 'run:demo:补一次:1793949000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1793949000000, 1793949000000, 1793952600000, 1793949000000, 1793949000000, ''),
	(90, 'run:far:山谷晚安:1793980500000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1793980500000, 1793980500000, 1793984100000, 1793980500000, 1793980500000, ''),
	(91, 'run:far:山谷末班:1793981520000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1793981520000, 1793981520000, 1793985120000, 1793982300000, 1793982300000, ''),
	(92, 'run:far:山谷晚安:1794066900000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794066900000, 1794066900000, 1794070500000, 1794066900000, 1794066900000, ''),
	(93, 'run:far:山谷末班:1794067920000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794067920000, 1794067920000, 1794071520000, 1794068700000, 1794068700000, ''),
	(94, 'run:far:山谷晚安:1794153300000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794153300000, 1794153300000, 1794156900000, 1794153300000, 1794153300000, ''),
	(95, 'run:far:山谷末班:1794154320000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794154320000, 1794154320000, 1794157920000, 1794155100000, 1794155100000, ''),
	(97, 'run:demo:好久不见:1794225600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1794225600000, 1794225600000, 1794229200000, 1794225600000, 1794225600000, ''),
	(98, 'run:far:山谷晚安:1794239700000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794239700000, 1794239700000, 1794243300000, 1794239700000, 1794239700000, ''),
	(99, 'run:far:山谷末班:1794240720000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794240720000, 1794240720000, 1794244320000, 1794241500000, 1794241500000, ''),
	(100, 'run:demo:群发早报:1794274800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：7 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 7」看全文，做完发「完成 7」。"}]', 'sent', 1, 0, 1794274800000, 1794274800000, 1794278400000, 1794274800000, 1794274800000, ''),
	(102, 'timer:tasks:109', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：7 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 7」，或者「延期 7 明天 理由」。"}]', 'sent', 1, 0, 1794285600000, 1794285600000, 1794289200000, 1794285600000, 1794285600000, ''),
	(103, 'run:demo:补课:1794294000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补课时间。"}]', 'sent', 1, 0, 1794294000000, 1794294000000, 1794297600000, 1794294000000, 1794294000000, ''),
	(104, 'run:demo:下午茶时间，歇一歇吧:1794299400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'sent', 1, 0, 1794299400000, 1794299400000, 1794303000000, 1794299400000, 1794299400000, ''),
	(105, 'run:demo:别打扰:1794301200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"有人在聊天，我等一等再说。"}]', 'sent', 1, 0, 1794301200000, 1794301200000, 1794304800000, 1794301200000, 1794301200000, ''),
	(106, 'run:demo:好久不见:1794312000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1794312000000, 1794312000000, 1794315600000, 1794312000000, 1794312000000, ''),
	(107, 'run:demo:周中投票:1794314400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"card","card":"poll-6-1794314400000-45a94c0aeea1","title":"📊 6 号投票：周末徒步走哪条线？","text":"1. 湖边\n2. 古道\n3. 山顶\n选 1 个，到 11-11 16:40 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 4 分。","buttons":[{"key":"1","label":"1. 湖边"},{"key":"2","label":"2. 古道"},{"key":"3","label":"3. 山顶"}],"url":""}]', 'sent', 1, 0, 1794314400000, 1794314400000, 1794318000000, 1794314400000, 1794314400000, ''),
	(108, 'run:far:山谷晚安:1794326100000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794326100000, 1794326100000, 1794329700000, 1794326100000, 1794326100000, ''),
	(109, 'run:far:山谷末班:1794327120000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794327120000, 1794327120000, 1794330720000, 1794327900000, 1794327900000, ''),
	(110, 'run:demo:半夜:1794327300000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"又到半夜。"}]', 'sent', 1, 0, 1794351600000, 1794351600000, 1794355200000, 1794351600000, 1794351600000, ''),
	(112, 'timer:badges:112', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"恭喜得到新徽章！🌱 首签："},{"type":"mention","user":"小刚","name":"小刚"}]', 'sent', 1, 0, 1794359400000, 1794359400000, 1794363000000, 1794359400000, 1794359400000, ''),
	(113, 'run:demo:群发早报:1794361200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：8 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 8」看全文，做完发「完成 8」。"}]', 'sent', 1, 0, 1794361200000, 1794361200000, 1794364800000, 1794361200000, 1794361200000, ''),
	(114, 'timer:journeys:115', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"一周没见啦，"},{"type":"mention","user":"群主","name":"群主"},{"type":"text","text":"最近忙吗？"}]', 'sent', 1, 0, 1794364200000, 1794364200000, 1794367800000, 1794364200000, 1794364200000, ''),
	(115, 'timer:tasks:113', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：8 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 8」。"}]', 'sent', 1, 0, 1794368400000, 1794368400000, 1794372000000, 1794368400000, 1794368400000, ''),
	(119, 'run:demo:已批:1794388200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下班路上慢一点。"}]', 'sent', 1, 0, 1794388200000, 1794388200000, 1794391800000, 1794388200000, 1794388200000, ''),
	(120, 'run:demo:周课:1794396600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"今晚开课！"},{"type":"document","digest":"14bcd090baf31edba64e9cbd8cdfc15f943344aa72cb3675ad8e91bfcbce03ad","name":"lesson.pdf"},{"type":"news","articles":[{"title":"报名表","url":"https://example.com/join","text":"名额有限","picture":""}]}]', 'sent', 1, 0, 1794396600000, 1794396600000, 1794400200000, 1794396600000, 1794396600000, ''),
	(124, 'run:demo:早安:1794441600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早！星期四也要开心。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1794441600000, 1794441600000, 1794445200000, 1794441600000, 1794441600000, ''),
	(126, 'run:demo:补一次:1794467400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1794467400000, 1794467400000, 1794471000000, 1794467400000, 1794467400000, ''),
	(129, 'run:demo:走动:1794519000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"走动。"}]', 'sent', 1, 0, 1794524400000, 1794524400000, 1794528000000, 1794524400000, 1794524400000, ''),
	(130, 'timer:journeys:124', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"，快过生日啦。"}]', 'sent', 1, 0, 1794526200000, 1794526200000, 1794529800000, 1794526200000, 1794526200000, ''),
	(138, 'run:far:山谷晚安:1794585300000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794585300000, 1794585300000, 1794588900000, 1794585300000, 1794585300000, ''),
	(139, 'run:far:山谷末班:1794586320000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794586320000, 1794586320000, 1794589920000, 1794587100000, 1794587100000, ''),
	(140, 'timer:journeys:130', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"阿走","name":"阿走"},{"type":"text","text":"，先发「签到」领今天的积分～"}]', 'sent', 1, 0, 1794618000000, 1794618000000, 1794621600000, 1794618000000, 1794618000000, ''),
	(144, 'run:demo:新人第2天:1794622800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"昨天的签到还热着，今天接上就是连续 2 天啦～"}]', 'sent', 1, 0, 1794622800000, 1794622800000, 1794626400000, 1794622800000, 1794622800000, ''),
	(147, 'timer:badges:132', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"恭喜得到新徽章！🧊 破冰者："},{"type":"mention","user":"路人","name":"路人"}]', 'sent', 1, 0, 1794705000000, 1794705000000, 1794708600000, 1794705000000, 1794705000000, ''),
	(148, 'timer:journeys:131', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿走","name":"阿走"},{"type":"text","text":"还没签到呢，试试发「签到」？"}]', 'sent', 1, 0, 1794708000000, 1794708000000, 1794711600000, 1794708000000, 1794708000000, ''),
	(150, 'run:demo:新人第3天:1794709200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"介绍过自己了吗？说说你叫什么、喜欢什么，也许就遇到同好。"}]', 'sent', 1, 0, 1794709200000, 1794709200000, 1794712800000, 1794709200000, 1794709200000, ''),
	(152, 'run:far:山谷晚安:1794758100000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794758100000, 1794758100000, 1794761700000, 1794758100000, 1794758100000, ''),
	(153, 'run:far:山谷末班:1794759120000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794759120000, 1794759120000, 1794762720000, 1794759900000, 1794759900000, ''),
	(155, 'run:demo:好久不见:1794830400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1794830400000, 1794830400000, 1794834000000, 1794830400000, 1794830400000, ''),
	(156, 'run:demo:晚间提醒:1794834000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1794834000000, 1794834000000, 1794837600000, 1794834000000, 1794834000000, ''),
	(157, 'run:far:山谷晚安:1794844500000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794844500000, 1794844500000, 1794848100000, 1794844500000, 1794844500000, ''),
	(158, 'run:far:山谷末班:1794845520000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794845520000, 1794845520000, 1794849120000, 1794846300000, 1794846300000, ''),
	(161, 'run:demo:新人第5天:1794882000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"积分能换东西哦，发「商城」看看，发「积分」算算还差多少。"}]', 'sent', 1, 0, 1794882000000, 1794882000000, 1794885600000, 1794882000000, 1794882000000, ''),
	(162, 'timer:tasks:134', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：9 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 9」。"}]', 'sent', 1, 0, 1794886800000, 1794886800000, 1794890400000, 1794886800000, 1794886800000, ''),
	(170, 'run:far:山谷晚安:1794930900000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794930900000, 1794930900000, 1794934500000, 1794930900000, 1794930900000, ''),
	(171, 'run:far:山谷末班:1794931920000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794931920000, 1794931920000, 1794935520000, 1794932700000, 1794932700000, ''),
	(172, 'run:demo:半夜:1794932100000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"又到半夜。"}]', 'sent', 1, 0, 1794956400000, 1794956400000, 1794960000000, 1794956400000, 1794956400000, ''),
	(116, 'timer:tasks:114', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：8 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 8」，或者「延期 8 明天 理由」。"}]', 'sent', 1, 0, 1794372000000, 1794372000000, 1794375600000, 1794372000000, 1794372000000, ''),
	(117, 'run:demo:下午茶时间，歇一歇吧:1794385800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'sent', 1, 0, 1794385800000, 1794385800000, 1794389400000, 1794385800000, 1794385800000, ''),
	(118, 'timer:polls:110', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"📊 6 号投票结束：周末徒步走哪条线？\n1. 湖边　0 票 0%\n2. 古道　0 票 0%\n3. 山顶　0 票 0%\n没有人投票。0/11 人参加（0%）"},{"type":"drawing","sheet":{"kind":"poll","title":"6 号投票 · 11-11 16:40 结束","question":"周末徒步走哪条线？","lines":[{"number":1,"option":"湖边","votes":0,"share":0,"won":false},{"number":2,"option":"古道","votes":0,"share":0,"won":false},{"number":3,"option":"山顶","votes":0,"share":0,"won":false}],"foot":"0/11 人参加（0%）"},"alt":"6 号投票 · 11-11 16:40 结束"}]', 'sent', 1, 0, 1794386400000, 1794386400000, 1794390000000, 1794386400000, 1794386400000, ''),
	(121, 'run:demo:表扬:1794400200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"👏 最近 30 天按时完成任务最多的同事："},{"type":"text","text":"\n"},{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"1 个"}]', 'sent', 1, 0, 1794400200000, 1794400200000, 1794403800000, 1794400200000, 1794400200000, ''),
	(122, 'run:far:山谷晚安:1794412500000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794412500000, 1794412500000, 1794416100000, 1794412500000, 1794412500000, ''),
	(123, 'run:far:山谷末班:1794413520000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794413520000, 1794413520000, 1794417120000, 1794414300000, 1794414300000, ''),
	(125, 'timer:journeys:116', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"群主","name":"群主"},{"type":"text","text":"，群里有新活动。"}]', 'sent', 1, 0, 1794450600000, 1794450600000, 1794454200000, 1794450600000, 1794450600000, ''),
	(127, 'run:far:山谷晚安:1794498900000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794498900000, 1794498900000, 1794502500000, 1794498900000, 1794498900000, ''),
	(128, 'run:far:山谷末班:1794499920000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794499920000, 1794499920000, 1794503520000, 1794500700000, 1794500700000, ''),
	(131, 'timer:journeys:126', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"，先发「签到」领今天的积分～"}]', 'sent', 1, 0, 1794526200000, 1794526200000, 1794529800000, 1794526200000, 1794526200000, ''),
	(132, 'timer:welcome:125', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":" 加入健康生活群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 'sent', 1, 0, 1794526260000, 1794526260000, 1794529860000, 1794526260000, 1794526260000, ''),
	(133, 'timer:levels:120', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"🎉 升级啦！熟朋友："},{"type":"mention","user":"小刚","name":"小刚"}]', 'sent', 1, 0, 1794531900000, 1794531900000, 1794535500000, 1794531900000, 1794531900000, ''),
	(134, 'timer:badges:121', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"恭喜得到新徽章！🔥 三日连签："},{"type":"mention","user":"小刚","name":"小刚"}]', 'sent', 1, 0, 1794532200000, 1794532200000, 1794535800000, 1794532200000, 1794532200000, ''),
	(135, 'run:demo:新人第1天:1794536400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"欢迎来到健康生活群！先发「签到」领今天的积分，再发「帮助」看看我会什么～"}]', 'sent', 1, 0, 1794536400000, 1794536400000, 1794540000000, 1794536400000, 1794536400000, ''),
	(136, 'run:demo:补一次:1794553800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1794553800000, 1794553800000, 1794557400000, 1794553800000, 1794553800000, ''),
	(137, 'run:demo:晚间提醒:1794574800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1794574800000, 1794574800000, 1794578400000, 1794574800000, 1794574800000, ''),
	(141, 'timer:welcome:129', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"阿走","name":"阿走"},{"type":"text","text":" 加入健康生活群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 'sent', 1, 0, 1794618060000, 1794618060000, 1794621660000, 1794618060000, 1794618060000, ''),
	(142, 'timer:journeys:128:thanks', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"恭喜 "},{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":" 完成！"}]', 'sent', 1, 0, 1794621600000, 1794621600000, 1794625200000, 1794621600000, 1794621600000, ''),
	(143, 'run:demo:新人第1天:1794622800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿走","name":"阿走"},{"type":"text","text":"欢迎来到健康生活群！先发「签到」领今天的积分，再发「帮助」看看我会什么～"}]', 'sent', 1, 0, 1794622800000, 1794622800000, 1794626400000, 1794622800000, 1794622800000, ''),
	(145, 'run:far:山谷晚安:1794671700000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1794671700000, 1794671700000, 1794675300000, 1794671700000, 1794671700000, ''),
	(146, 'run:far:山谷末班:1794672720000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1794672720000, 1794672720000, 1794676320000, 1794673500000, 1794673500000, ''),
	(149, 'run:demo:新人第2天:1794709200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿走","name":"阿走"},{"type":"text","text":"昨天的签到还热着，今天接上就是连续 2 天啦～"}]', 'sent', 1, 0, 1794709200000, 1794709200000, 1794712800000, 1794709200000, 1794709200000, ''),
	(151, 'run:demo:晚间提醒:1794747600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1794747600000, 1794747600000, 1794751200000, 1794747600000, 1794747600000, ''),
	(154, 'run:demo:早安:1794787200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"新的一天开始啦～"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1794787200000, 1794787200000, 1794790800000, 1794787200000, 1794787200000, ''),
	(159, 'run:demo:早安:1794873600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早上好！今天是11月17日。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1794873600000, 1794873600000, 1794877200000, 1794873600000, 1794873600000, ''),
	(160, 'run:demo:群发早报:1794879600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：9 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 9」看全文，做完发「完成 9」。"}]', 'sent', 1, 0, 1794879600000, 1794879600000, 1794883200000, 1794879600000, 1794879600000, ''),
	(163, 'timer:tasks:135', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：9 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 9」，或者「延期 9 明天 理由」。"}]', 'sent', 1, 0, 1794890400000, 1794890400000, 1794894000000, 1794890400000, 1794890400000, ''),
	(164, 'run:demo:补课:1794898800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补课时间。"}]', 'sent', 1, 0, 1794898800000, 1794898800000, 1794902400000, 1794898800000, 1794898800000, ''),
	(165, 'run:demo:下午茶时间，歇一歇吧:1794904200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'sent', 1, 0, 1794904200000, 1794904200000, 1794907800000, 1794904200000, 1794904200000, ''),
	(166, 'run:demo:别打扰:1794906000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"有人在聊天，我等一等再说。"}]', 'sent', 1, 0, 1794906000000, 1794906000000, 1794909600000, 1794906000000, 1794906000000, ''),
	(167, 'run:demo:好久不见:1794916800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小助理","name":"小助理"},{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1794916800000, 1794916800000, 1794920400000, 1794916800000, 1794916800000, ''),
	(168, 'run:demo:周中投票:1794919200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"card","card":"poll-7-1794919200000-2d276041f65d","title":"📊 7 号投票：周末徒步走哪条线？","text":"1. 湖边\n2. 古道\n3. 山顶\n选 1 个，到 11-18 16:40 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 4 分。","buttons":[{"key":"1","label":"1. 湖边"},{"key":"2","label":"2. 古道"},{"key":"3","label":"3. 山顶"}],"url":""}]', 'sent', 1, 0, 1794919200000, 1794919200000, 1794922800000, 1794919200000, 1794919200000, ''),
	(169, 'run:demo:晚间提醒:1794920400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1794920400000, 1794920400000, 1794924000000, 1794920400000, 1794920400000, ''),
	(175, 'timer:tasks:138', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：10 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 10」。"}]', 'sent', 1, 0, 1794973200000, 1794973200000, 1794976800000, 1794973200000, 1794973200000, ''),
	(179, 'run:demo:已批:1794993000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下班路上慢一点。"}]', 'sent', 1, 0, 1794993000000, 1794993000000, 1794996600000, 1794993000000, 1794993000000, ''),
	(180, 'run:demo:周课:1795001400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"今晚开课！"},{"type":"document","digest":"14bcd090baf31edba64e9cbd8cdfc15f943344aa72cb3675ad8e91bfcbce03ad","name":"lesson.pdf"},{"type":"news","articles":[{"title":"报名表","url":"https://example.com/join","text":"名额有限","picture":""}]}]', 'sent', 1, 0, 1795001400000, 1795001400000, 1795005000000, 1795001400000, 1795001400000, ''),
	(184, 'run:demo:早安:1795046400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"新的一天开始啦～"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1795046400000, 1795046400000, 1795050000000, 1795046400000, 1795046400000, ''),
	(185, 'timer:journeys:141', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"，先发「签到」领今天的积分～"}]', 'sent', 1, 0, 1795050000000, 1795050000000, 1795053600000, 1795050000000, 1795050000000, ''),
	(189, 'run:demo:补一次:1795072200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1795072200000, 1795072200000, 1795075800000, 1795072200000, 1795072200000, ''),
	(190, 'run:far:山谷晚安:1795103700000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795103700000, 1795103700000, 1795107300000, 1795103700000, 1795103700000, ''),
	(191, 'run:far:山谷末班:1795104720000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795104720000, 1795104720000, 1795108320000, 1795105500000, 1795105500000, ''),
	(193, 'run:demo:新人第2天:1795141200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"昨天的签到还热着，今天接上就是连续 2 天啦～"}]', 'sent', 1, 0, 1795141200000, 1795141200000, 1795144800000, 1795141200000, 1795141200000, ''),
	(197, 'run:demo:新人第3天:1795227600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"介绍过自己了吗？说说你叫什么、喜欢什么，也许就遇到同好。"}]', 'sent', 1, 0, 1795227600000, 1795227600000, 1795231200000, 1795227600000, 1795227600000, ''),
	(198, 'timer:journeys:144', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"一周没见啦，"},{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"最近忙吗？"}]', 'sent', 1, 0, 1795228200000, 1795228200000, 1795231800000, 1795228200000, 1795228200000, ''),
	(201, 'run:far:山谷晚安:1795276500000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795276500000, 1795276500000, 1795280100000, 1795276500000, 1795276500000, ''),
	(202, 'run:far:山谷末班:1795277520000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795277520000, 1795277520000, 1795281120000, 1795278300000, 1795278300000, ''),
	(203, 'timer:journeys:145', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"，群里有新活动。"}]', 'sent', 1, 0, 1795314600000, 1795314600000, 1795318200000, 1795314600000, 1795314600000, ''),
	(209, 'run:page:沙盒早安:1795389900000', 'page/page', 'page', 'page', 'page', 'broadcast', '[{"type":"text","text":"沙盒早上好。"}]', 'sent', 1, 0, 1795389900000, 1795389900000, 1795393500000, 1795389900000, 1795389900000, ''),
	(173, 'run:demo:早安:1794960000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早！星期三也要开心。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1794960000000, 1794960000000, 1794963600000, 1794960000000, 1794960000000, ''),
	(174, 'run:demo:群发早报:1794966000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：10 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 10」看全文，做完发「完成 10」。"}]', 'sent', 1, 0, 1794966000000, 1794966000000, 1794969600000, 1794966000000, 1794966000000, ''),
	(176, 'timer:tasks:139', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：10 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 10」，或者「延期 10 明天 理由」。"}]', 'sent', 1, 0, 1794976800000, 1794976800000, 1794980400000, 1794976800000, 1794976800000, ''),
	(177, 'run:demo:下午茶时间，歇一歇吧:1794990600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'sent', 1, 0, 1794990600000, 1794990600000, 1794994200000, 1794990600000, 1794990600000, ''),
	(178, 'timer:polls:136', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"📊 7 号投票结束：周末徒步走哪条线？\n1. 湖边　0 票 0%\n2. 古道　0 票 0%\n3. 山顶　0 票 0%\n没有人投票。0/12 人参加（0%）"},{"type":"drawing","sheet":{"kind":"poll","title":"7 号投票 · 11-18 16:40 结束","question":"周末徒步走哪条线？","lines":[{"number":1,"option":"湖边","votes":0,"share":0,"won":false},{"number":2,"option":"古道","votes":0,"share":0,"won":false},{"number":3,"option":"山顶","votes":0,"share":0,"won":false}],"foot":"0/12 人参加（0%）"},"alt":"7 号投票 · 11-18 16:40 结束"}]', 'sent', 1, 0, 1794991200000, 1794991200000, 1794994800000, 1794991200000, 1794991200000, ''),
	(181, 'run:demo:表扬:1795005000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"👏 最近 30 天按时完成任务最多的同事："},{"type":"text","text":"\n"},{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"1 个"}]', 'sent', 1, 0, 1795005000000, 1795005000000, 1795008600000, 1795005000000, 1795005000000, ''),
	(182, 'run:far:山谷晚安:1795017300000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795017300000, 1795017300000, 1795020900000, 1795017300000, 1795017300000, ''),
	(183, 'run:far:山谷末班:1795018320000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795018320000, 1795018320000, 1795021920000, 1795019100000, 1795019100000, ''),
	(186, 'timer:welcome:140', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":" 加入健康生活群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 'sent', 1, 0, 1795050060000, 1795050060000, 1795053660000, 1795050060000, 1795050060000, ''),
	(187, 'run:demo:新人第1天:1795054800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"欢迎来到健康生活群！先发「签到」领今天的积分，再发「帮助」看看我会什么～"}]', 'sent', 1, 0, 1795054800000, 1795054800000, 1795058400000, 1795054800000, 1795054800000, ''),
	(188, 'run:demo:新人第7天:1795054800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"来一周啦！连签满 7 天有奖，发「签到日历」看看自己的这一周。"}]', 'sent', 1, 0, 1795054800000, 1795054800000, 1795058400000, 1795054800000, 1795054800000, ''),
	(192, 'timer:journeys:142', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"还没签到呢，试试发「签到」？"}]', 'sent', 1, 0, 1795140000000, 1795140000000, 1795143600000, 1795140000000, 1795140000000, ''),
	(194, 'run:demo:补一次:1795158600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1795158600000, 1795158600000, 1795162200000, 1795158600000, 1795158600000, ''),
	(195, 'run:far:山谷晚安:1795190100000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795190100000, 1795190100000, 1795193700000, 1795190100000, 1795190100000, ''),
	(196, 'run:far:山谷末班:1795191120000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795191120000, 1795191120000, 1795194720000, 1795191900000, 1795191900000, ''),
	(199, 'timer:journeys:143', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"说说你叫什么、喜欢什么？"}]', 'sent', 1, 0, 1795263300000, 1795263300000, 1795266900000, 1795263300000, 1795263300000, ''),
	(200, 'timer:journeys:146:task:3', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：11 号【邀约】给 阿新 打个电话，11-22 16:15 前。发「任务 11」看全文，做完发「完成 11」。"}]', 'sent', 1, 0, 1795263300000, 1795263300000, 1795266900000, 1795263300000, 1795263300000, ''),
	(204, 'timer:tasks:148', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：11 号【邀约】给 阿新 打个电话 快到时间了，今天 16:15 前（还剩 1 小时）。做完发「完成 11」。"}]', 'sent', 1, 0, 1795331700000, 1795331700000, 1795335300000, 1795331700000, 1795331700000, ''),
	(205, 'timer:tasks:149', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：11 号【邀约】给 阿新 打个电话 过了截止时间 今天 16:15，请尽快做完发「完成 11」，或者「延期 11 明天 理由」。"}]', 'sent', 1, 0, 1795335300000, 1795335300000, 1795338900000, 1795335300000, 1795335300000, ''),
	(206, 'timer:journeys:151', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"一周没见啦，"},{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"最近忙吗？"}]', 'sent', 1, 0, 1795349700000, 1795349700000, 1795353300000, 1795349700000, 1795349700000, ''),
	(207, 'run:far:山谷晚安:1795362900000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795362900000, 1795362900000, 1795366500000, 1795362900000, 1795362900000, ''),
	(208, 'run:far:山谷末班:1795363920000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795363920000, 1795363920000, 1795367520000, 1795364700000, 1795364700000, ''),
	(255, 'run:demo:补一次:1795763400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1795763400000, 1795763400000, 1795767000000, 1795763400000, 1795763400000, ''),
	(256, 'run:demo:晚间提醒:1795784400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1795784400000, 1795784400000, 1795788000000, 1795784400000, 1795784400000, ''),
	(210, 'run:demo:早安:1795392000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早上好！今天是11月23日。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1795392000000, 1795392000000, 1795395600000, 1795392000000, 1795392000000, ''),
	(211, 'run:demo:新人第5天:1795400400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"积分能换东西哦，发「商城」看看，发「积分」算算还差多少。"}]', 'sent', 1, 0, 1795400400000, 1795400400000, 1795404000000, 1795400400000, 1795400400000, ''),
	(212, 'run:demo:待批:1795406400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"中午好，喝口水。"}]', 'sent', 1, 0, 1795406400000, 1795406400000, 1795410000000, 1795406400000, 1795406400000, ''),
	(213, 'run:demo:好久不见:1795435200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"小红","name":"小红"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1795435200000, 1795435200000, 1795438800000, 1795435200000, 1795435200000, ''),
	(214, 'timer:journeys:152', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"，群里有新活动。"}]', 'sent', 1, 0, 1795436100000, 1795436100000, 1795439700000, 1795436100000, 1795436100000, ''),
	(215, 'run:far:山谷晚安:1795449300000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795449300000, 1795449300000, 1795452900000, 1795449300000, 1795449300000, ''),
	(216, 'run:far:山谷末班:1795450320000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795450320000, 1795450320000, 1795453920000, 1795451100000, 1795451100000, ''),
	(217, 'run:demo:早安:1795478400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早！星期二也要开心。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1795478400000, 1795478400000, 1795482000000, 1795478400000, 1795478400000, ''),
	(219, 'timer:tasks:160', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：14 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 14」。"}]', 'sent', 1, 0, 1795491600000, 1795491600000, 1795495200000, 1795491600000, 1795491600000, ''),
	(220, 'run:demo:待批:1795492800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"中午好，喝口水。"}]', 'sent', 1, 0, 1795492800000, 1795492800000, 1795496400000, 1795492800000, 1795492800000, ''),
	(221, 'timer:tasks:161', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：14 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 14」，或者「延期 14 明天 理由」。"}]', 'sent', 1, 0, 1795495200000, 1795495200000, 1795498800000, 1795495200000, 1795495200000, ''),
	(222, 'run:demo:补课:1795503600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补课时间。"}]', 'sent', 1, 0, 1795503600000, 1795503600000, 1795507200000, 1795503600000, 1795503600000, ''),
	(223, 'run:demo:下午茶时间，歇一歇吧:1795509000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'sent', 1, 0, 1795509000000, 1795509000000, 1795512600000, 1795509000000, 1795509000000, ''),
	(224, 'run:demo:别打扰:1795510800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"有人在聊天，我等一等再说。"}]', 'sent', 1, 0, 1795510800000, 1795510800000, 1795514400000, 1795510800000, 1795510800000, ''),
	(233, 'run:demo:新人第7天:1795573200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"来一周啦！连签满 7 天有奖，发「签到日历」看看自己的这一周。"}]', 'sent', 1, 0, 1795573200000, 1795573200000, 1795576800000, 1795573200000, 1795573200000, ''),
	(239, 'run:demo:已批:1795597800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下班路上慢一点。"}]', 'sent', 1, 0, 1795597800000, 1795597800000, 1795601400000, 1795597800000, 1795597800000, ''),
	(240, 'run:demo:周课:1795606200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"今晚开课！"},{"type":"document","digest":"14bcd090baf31edba64e9cbd8cdfc15f943344aa72cb3675ad8e91bfcbce03ad","name":"lesson.pdf"},{"type":"news","articles":[{"title":"报名表","url":"https://example.com/join","text":"名额有限","picture":""}]}]', 'sent', 1, 0, 1795606200000, 1795606200000, 1795609800000, 1795606200000, 1795606200000, ''),
	(241, 'timer:journeys:167:task:3', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：16 号【邀约】给 小刚 打个电话，11-26 16:15 前。发「任务 16」看全文，做完发「完成 16」。"}]', 'sent', 1, 0, 1795608900000, 1795608900000, 1795612500000, 1795608900000, 1795608900000, ''),
	(244, 'run:far:山谷晚安:1795622100000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795622100000, 1795622100000, 1795625700000, 1795622100000, 1795622100000, ''),
	(245, 'run:far:山谷末班:1795623120000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795623120000, 1795623120000, 1795626720000, 1795623900000, 1795623900000, ''),
	(247, 'run:demo:补一次:1795677000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"补一次就够。"}]', 'sent', 1, 0, 1795677000000, 1795677000000, 1795680600000, 1795677000000, 1795677000000, ''),
	(248, 'timer:tasks:169', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：16 号【邀约】给 小刚 打个电话 快到时间了，今天 16:15 前（还剩 1 小时）。做完发「完成 16」。"}]', 'sent', 1, 0, 1795677300000, 1795677300000, 1795680900000, 1795677300000, 1795677300000, ''),
	(249, 'timer:tasks:170', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"：16 号【邀约】给 小刚 打个电话 过了截止时间 今天 16:15，请尽快做完发「完成 16」，或者「延期 16 明天 理由」。"}]', 'sent', 1, 0, 1795680900000, 1795680900000, 1795684500000, 1795680900000, 1795680900000, ''),
	(251, 'run:far:山谷晚安:1795708500000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795708500000, 1795708500000, 1795712100000, 1795708500000, 1795708500000, ''),
	(252, 'run:far:山谷末班:1795709520000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795709520000, 1795709520000, 1795713120000, 1795710300000, 1795710300000, ''),
	(254, 'timer:journeys:171', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"，老路上见。"}]', 'sent', 1, 0, 1795762800000, 1795762800000, 1795766400000, 1795762800000, 1795762800000, ''),
	(218, 'run:demo:群发早报:1795484400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：14 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 14」看全文，做完发「完成 14」。"}]', 'sent', 1, 0, 1795484400000, 1795484400000, 1795488000000, 1795484400000, 1795484400000, ''),
	(225, 'run:demo:好久不见:1795521600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"小明","name":"小明"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"mention","user":"路人","name":"路人"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1795521600000, 1795521600000, 1795525200000, 1795521600000, 1795521600000, ''),
	(226, 'run:demo:周中投票:1795524000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"card","card":"poll-8-1795524000000-a4d91c5bd3aa","title":"📊 8 号投票：周末徒步走哪条线？","text":"1. 湖边\n2. 古道\n3. 山顶\n选 1 个，到 11-25 16:40 截止。发「投 2」投票，改主意再发一次，以最后一次为准。参加得 4 分。","buttons":[{"key":"1","label":"1. 湖边"},{"key":"2","label":"2. 古道"},{"key":"3","label":"3. 山顶"}],"url":""}]', 'sent', 1, 0, 1795524000000, 1795524000000, 1795527600000, 1795524000000, 1795524000000, ''),
	(227, 'run:far:山谷晚安:1795535700000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795535700000, 1795535700000, 1795539300000, 1795535700000, 1795535700000, ''),
	(228, 'run:far:山谷末班:1795536720000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795536720000, 1795536720000, 1795540320000, 1795537500000, 1795537500000, ''),
	(229, 'run:demo:半夜:1795536900000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"又到半夜。"}]', 'sent', 1, 0, 1795561200000, 1795561200000, 1795564800000, 1795561200000, 1795561200000, ''),
	(230, 'run:page:沙盒早安:1795562700000', 'page/page', 'page', 'page', 'page', 'broadcast', '[{"type":"text","text":"沙盒早上好。"}]', 'sent', 1, 0, 1795562700000, 1795562700000, 1795566300000, 1795562700000, 1795562700000, ''),
	(231, 'run:demo:早安:1795564800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"新的一天开始啦～"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1795564800000, 1795564800000, 1795568400000, 1795564800000, 1795564800000, ''),
	(232, 'run:demo:群发早报:1795570800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：15 号【群发】早报，今天 12:40 前，完成得 5 分，要报一个数字。发「任务 15」看全文，做完发「完成 15」。"}]', 'sent', 1, 0, 1795570800000, 1795570800000, 1795574400000, 1795570800000, 1795570800000, ''),
	(234, 'timer:tasks:165', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：15 号【群发】早报 快到时间了，今天 12:40 前（还剩 1 小时）。做完发「完成 15」。"}]', 'sent', 1, 0, 1795578000000, 1795578000000, 1795581600000, 1795578000000, 1795578000000, ''),
	(235, 'run:demo:待批:1795579200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"中午好，喝口水。"}]', 'sent', 1, 0, 1795579200000, 1795579200000, 1795582800000, 1795579200000, 1795579200000, ''),
	(236, 'timer:tasks:166', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：15 号【群发】早报 过了截止时间 今天 12:40，请尽快做完发「完成 15」，或者「延期 15 明天 理由」。"}]', 'sent', 1, 0, 1795581600000, 1795581600000, 1795585200000, 1795581600000, 1795581600000, ''),
	(237, 'run:demo:下午茶时间，歇一歇吧:1795595400000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"下午茶时间，歇一歇吧"}]', 'sent', 1, 0, 1795595400000, 1795595400000, 1795599000000, 1795595400000, 1795595400000, ''),
	(238, 'timer:polls:163', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"📊 8 号投票结束：周末徒步走哪条线？\n1. 湖边　0 票 0%\n2. 古道　0 票 0%\n3. 山顶　0 票 0%\n没有人投票。0/13 人参加（0%）"},{"type":"drawing","sheet":{"kind":"poll","title":"8 号投票 · 11-25 16:40 结束","question":"周末徒步走哪条线？","lines":[{"number":1,"option":"湖边","votes":0,"share":0,"won":false},{"number":2,"option":"古道","votes":0,"share":0,"won":false},{"number":3,"option":"山顶","votes":0,"share":0,"won":false}],"foot":"0/13 人参加（0%）"},"alt":"8 号投票 · 11-25 16:40 结束"}]', 'sent', 1, 0, 1795596000000, 1795596000000, 1795599600000, 1795596000000, 1795596000000, ''),
	(242, 'run:demo:表扬:1795609800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"👏 最近 30 天按时完成任务最多的同事："},{"type":"text","text":"\n"},{"type":"mention","user":"店员","name":"店员"},{"type":"text","text":"1 个"}]', 'sent', 1, 0, 1795609800000, 1795609800000, 1795613400000, 1795609800000, 1795609800000, ''),
	(243, 'run:demo:晚间提醒:1795611600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1795611600000, 1795611600000, 1795615200000, 1795611600000, 1795611600000, ''),
	(246, 'run:demo:早安:1795651200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早上好！今天是11月26日。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1795651200000, 1795651200000, 1795654800000, 1795651200000, 1795651200000, ''),
	(250, 'run:demo:晚间提醒:1795698000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1795698000000, 1795698000000, 1795701600000, 1795698000000, 1795698000000, ''),
	(253, 'run:page:沙盒早安:1795735500000', 'page/page', 'page', 'page', 'page', 'broadcast', '[{"type":"text","text":"沙盒早上好。"}]', 'sent', 1, 0, 1795735500000, 1795735500000, 1795739100000, 1795735500000, 1795735500000, ''),
	(257, 'run:far:山谷晚安:1795794900000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795794900000, 1795794900000, 1795798500000, 1795794900000, 1795794900000, ''),
	(258, 'run:far:山谷末班:1795795920000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795795920000, 1795795920000, 1795799520000, 1795796700000, 1795796700000, ''),
	(263, 'run:page:沙盒早安:1795908300000', 'page/page', 'page', 'page', 'page', 'broadcast', '[{"type":"text","text":"沙盒早上好。"}]', 'sent', 1, 0, 1795908300000, 1795908300000, 1795911900000, 1795908300000, 1795908300000, ''),
	(259, 'run:far:·expiry/give_notice:1795839300000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"⏰ 1 位朋友共 50 分将在 11-30 过期，早点花掉吧～\n"},{"type":"mention","user":"阿溪","name":"阿溪"},{"type":"text","text":"50 分　"}]', 'sent', 1, 0, 1795839300000, 1795839300000, 1795842900000, 1795839300000, 1795839300000, ''),
	(260, 'run:demo:双旦·预热1:1795867800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"双旦还有 4 天，先看看「商城」～"}]', 'sent', 1, 0, 1795867800000, 1795867800000, 1795871400000, 1795867800000, 1795867800000, ''),
	(261, 'run:far:山谷晚安:1795881300000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795881300000, 1795881300000, 1795884900000, 1795881300000, 1795881300000, ''),
	(262, 'run:far:山谷末班:1795882320000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795882320000, 1795882320000, 1795885920000, 1795883100000, 1795883100000, ''),
	(264, 'timer:journeys:173', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小明","name":"小明"},{"type":"text","text":"，快过生日啦。"}]', 'sent', 1, 0, 1795914000000, 1795914000000, 1795917600000, 1795914000000, 1795914000000, ''),
	(267, 'timer:tasks:178', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：17 号【群发】回店·预热 过了截止时间 今天 14:10，请尽快做完发「完成 17」，或者「延期 17 明天 理由」。"}]', 'sent', 1, 0, 1795932600000, 1795932600000, 1795936200000, 1795932600000, 1795932600000, ''),
	(270, 'run:far:山谷晚安:1795967700000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1795967700000, 1795967700000, 1795971300000, 1795967700000, 1795967700000, ''),
	(271, 'run:far:山谷末班:1795968720000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'sent', 1, 0, 1795968720000, 1795968720000, 1795972320000, 1795969500000, 1795969500000, ''),
	(273, 'timer:journeys:182', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"新客","name":"新客"},{"type":"text","text":"，先发「签到」领今天的积分～"}]', 'sent', 1, 0, 1796000400000, 1796000400000, 1796004000000, 1796000400000, 1796000400000, ''),
	(277, 'run:demo:回店·预热1:1796008200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：18 号【群发】回店·预热，今天 14:10 前。发「任务 18」看全文，做完发「完成 18」。"}]', 'sent', 1, 0, 1796008200000, 1796008200000, 1796011800000, 1796008200000, 1796008200000, ''),
	(278, 'timer:badges:180', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"恭喜得到新徽章！🌰 种子用户："},{"type":"mention","user":"阿河","name":"阿河"},{"type":"text","text":"\n恭喜得到新徽章！🌱 首签："},{"type":"mention","user":"阿河","name":"阿河"}]', 'sent', 1, 0, 1796008500000, 1796008500000, 1796012100000, 1796008500000, 1796008500000, ''),
	(280, 'timer:tasks:185', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：18 号【群发】回店·预热 过了截止时间 今天 14:10，请尽快做完发「完成 18」，或者「延期 18 明天 理由」。"}]', 'sent', 1, 0, 1796019000000, 1796019000000, 1796022600000, 1796019000000, 1796019000000, ''),
	(281, 'run:demo:暖冬·正式1:1796026200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"mention","user":"路人","name":"路人"},{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"，暖冬活动等你来～"}]', 'sent', 1, 0, 1796026200000, 1796026200000, 1796029800000, 1796026200000, 1796026200000, ''),
	(282, 'timer:welcome:206', 'page/page', 'page', 'page', 'page', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"阿三","name":"阿三"},{"type":"text","text":" 加入沙盒群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 'sent', 1, 0, 1796036460000, 1796036460000, 1796040060000, 1796036460000, 1796036460000, ''),
	(283, 'timer:tasks:199', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：22 号【社群SOP】发晚安 过了截止时间 今天 20:00，请尽快做完发「完成 22」，或者「延期 22 明天 理由」。"}]', 'sent', 1, 0, 1796040000000, 1796040000000, 1796043600000, 1796040000000, 1796040000000, ''),
	(265, 'run:demo:回店·预热1:1795921800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：17 号【群发】回店·预热，今天 14:10 前。发「任务 17」看全文，做完发「完成 17」。"}]', 'sent', 1, 0, 1795921800000, 1795921800000, 1795925400000, 1795921800000, 1795921800000, ''),
	(266, 'timer:tasks:177', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：17 号【群发】回店·预热 快到时间了，今天 14:10 前（还剩 1 小时）。做完发「完成 17」。"}]', 'sent', 1, 0, 1795929000000, 1795929000000, 1795932600000, 1795929000000, 1795929000000, ''),
	(268, 'run:demo:双旦·预热1:1795954200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"双旦还有 3 天，先看看「商城」～"}]', 'sent', 1, 0, 1795954200000, 1795954200000, 1795957800000, 1795954200000, 1795954200000, ''),
	(269, 'run:demo:晚间提醒:1795957200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1795957200000, 1795957200000, 1795960800000, 1795957200000, 1795957200000, ''),
	(272, 'run:demo:早安:1795996800000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"早！星期一也要开心。"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 'sent', 1, 0, 1795996800000, 1795996800000, 1796000400000, 1795996800000, 1795996800000, ''),
	(274, 'timer:welcome:181', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"新客","name":"新客"},{"type":"text","text":" 加入健康生活群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 'sent', 1, 0, 1796000460000, 1796000460000, 1796004060000, 1796000460000, 1796000460000, ''),
	(275, 'timer:levels:179', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"🎉 升级啦！老朋友："},{"type":"mention","user":"小刚","name":"小刚"}]', 'sent', 1, 0, 1796000700000, 1796000700000, 1796004300000, 1796000700000, 1796000700000, ''),
	(276, 'run:demo:新人第1天:1796005200000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"新客","name":"新客"},{"type":"text","text":"欢迎来到健康生活群！先发「签到」领今天的积分，再发「帮助」看看我会什么～"}]', 'sent', 1, 0, 1796005200000, 1796005200000, 1796008800000, 1796005200000, 1796005200000, ''),
	(279, 'timer:tasks:184', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店员","name":"店员"},{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：18 号【群发】回店·预热 快到时间了，今天 14:10 前（还剩 1 小时）。做完发「完成 18」。"}]', 'sent', 1, 0, 1796015400000, 1796015400000, 1796019000000, 1796015400000, 1796015400000, ''),
	(285, 'run:demo:双旦·预热1:1796040600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"text","text":"双旦还有 2 天，先看看「商城」～"}]', 'sent', 1, 0, 1796040600000, 1796040600000, 1796044200000, 1796040600000, 1796040600000, ''),
	(286, 'run:demo:晚间提醒:1796043600000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"小红","name":"小红"},{"type":"text","text":"今天还没签到哦～"}]', 'sent', 1, 0, 1796043600000, 1796043600000, 1796047200000, 1796043600000, 1796043600000, ''),
	(287, 'timer:tasks:207', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：26 号【群发】晚安海报 快到时间了，12-01 00:55 前（还剩 1 小时）。做完发「完成 26」。"}]', 'claimed', 0, 1, 1796054100000, 1796054100000, 1796057700000, 1796054100000, NULL, ''),
	(290, 'late:chat:life-149', 'chat/店员', 'chat', '店员', 'demo', 'answer', '[{"type":"text","text":"店员 的 2026 年 12 月：还没有签到。现在连续 1 天，继续保持～"},{"type":"picture","digest":"cb52f8d94a0afe0ea965a1e28d381df295eb3034bc45dc0cc1d9a54af527e05b","alt":"店员 的签到日历"}]', 'sent', 1, 0, 1796055540000, 1796055540000, 1796055660000, 1796055540000, 1796055540000, ''),
	(291, 'late:chat:life-154', 'chat/小红', 'chat', '小红', 'demo', 'answer', '[{"type":"text","text":"小红 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"c14142ebb246ee56df0949e27f6b22439c0d318957e3f31b26a4c52a5a9f95d1","alt":"小红 的签到日历"}]', 'new', 0, 1, 1796055600000, 1796055645000, 1796055720000, 1796055600000, NULL, '忙'),
	(284, 'run:demo:好久不见:1796040000000', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"mention","user":"阿闲","name":"阿闲"},{"type":"mention","user":"阿静","name":"阿静"},{"type":"mention","user":"阿冬","name":"阿冬"},{"type":"mention","user":"阿秋","name":"阿秋"},{"type":"mention","user":"路人","name":"路人"},{"type":"mention","user":"阿新","name":"阿新"},{"type":"text","text":"最近忙吗？来聊聊～"}]', 'sent', 1, 0, 1796040000000, 1796040000000, 1796043600000, 1796040000000, 1796040000000, ''),
	(288, 'timer:tasks:209', 'chat/demo', 'chat', 'demo', 'demo', 'broadcast', '[{"type":"mention","user":"店长","name":"店长"},{"type":"text","text":"：27 号【群发】早安海报 快到时间了，12-01 00:55 前（还剩 1 小时）。做完发「完成 27」。"}]', 'new', 0, 0, 1796054100000, 1796054100000, 1796057700000, NULL, NULL, ''),
	(289, 'run:far:山谷晚安:1796054100000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"晚安，山谷。"}]', 'sent', 1, 0, 1796054100000, 1796054100000, 1796057700000, 1796054100000, 1796054100000, ''),
	(292, 'late:chat:life-155', 'chat/小刚', 'chat', '小刚', 'demo', 'answer', '[{"type":"text","text":"小刚 的 2026 年 12 月：还没有签到。现在连续 3 天，继续保持～"},{"type":"picture","digest":"617c8416ba3d21a79ed726b5a16140a95383cf8933514f5eb930f36dd7f1be77","alt":"小刚 的签到日历"}]', 'claimed', 0, 1, 1796055600000, 1796055600000, 1796055720000, 1796055600000, NULL, ''),
	(294, 'late:chat:life-157', 'chat/店长', 'chat', '店长', 'demo', 'answer', '[{"type":"text","text":"店长 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"632538f9477b4f87094fd65797c6ec297cc9971c378fe2be200bc8cb8903655c","alt":"店长 的签到日历"}]', 'refused', 0, 1, 1796055600000, 1796055600000, 1796055720000, 1796055600000, 1796055600000, '应用停用了'),
	(293, 'late:chat:life-156', 'chat/阿新', 'chat', '阿新', 'demo', 'answer', '[{"type":"text","text":"阿新 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"f365614bcb805d8bc882352f1f22d7010107261b0078117341b6b145e5785d39","alt":"阿新 的签到日历"}]', 'new', 0, 1, 1796055600000, 1796055660000, 1796055720000, 1796055600000, NULL, '慢一点'),
	(295, 'late:chat:life-158', 'chat/店长', 'chat', '店长', 'demo', 'answer', '[{"type":"text","text":"店长 的 2026 年 12 月：还没有签到。现在没有连签，发「签到」从今天开始～"},{"type":"picture","digest":"632538f9477b4f87094fd65797c6ec297cc9971c378fe2be200bc8cb8903655c","alt":"店长 的签到日历"}]', 'new', 0, 0, 1796055600000, 1796055600000, 1796055720000, NULL, NULL, ''),
	(296, 'run:far:山谷末班:1796055120000', 'side/far', 'side', 'far', 'far', 'broadcast', '[{"type":"text","text":"末班车走了。"}]', 'new', 0, 0, 1796055610000, 1796055610000, 1796059210000, NULL, NULL, '');

INSERT INTO public.picture VALUES
	('fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16', '\x89504e470d0a1a0a0000000d49484452000000080000000808020000004b6d29dc000000114944415478da63f8bfc0012b62185a1200fa3a77c164bf52340000000049454e44ae426082'),
	('24049a16d0a46e1b2ee83a652d02c095a0655a4bcbfdfede4d0b2adc934e0a08', '\x7b226b696e64223a227069636b7570222c22636f6465223a224e594b452d5a33222c226974656d223a22e5a596e59381c2b7e5b08fe6af9be5b7be222c226e616d65223a22e5b08fe6988e222c22756e74696c223a22323032362d31302d3330227d'),
	('c9555807908fa3f7697dcbde20394d5f43a76b381b8ad3eee029f570ca73544b', '\x7b226b696e64223a22706f6c6c222c227469746c65223a223220e58fb7e68a95e7a5a820c2b72031302d32382031303a333020e7bb93e69d9f222c227175657374696f6e223a22e591a8e69cabe58ebbe593aaefbc9f222c226c696e6573223a5b7b226e756d626572223a312c226f7074696f6e223a22e788ace5b1b1222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a322c226f7074696f6e223a22e79c8be794b5e5bdb1222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a332c226f7074696f6e223a22e781abe99485222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d5d2c22666f6f74223a22302f313120e4babae58f82e58aa0efbc883025efbc89227d'),
	('2a0b02593df9c3c6c36ae335d6ab29e37126c3245ee842ad81a8f5685218ee75', '\x7b226b696e64223a227069636b7570222c22636f6465223a22564136352d4255222c226974656d223a22e5b886e5b883e8b4ade789a9e8a28b222c226e616d65223a22e5b08fe6988e222c22756e74696c223a22323032362d31302d3330227d'),
	('8c3cbbb3b0474388af522b55cd50f3fe2fb6578eaeade728da124f718278d655', '\x7b226b696e64223a227069636b7570222c22636f6465223a22374d4e442d4a33222c226974656d223a22e5b886e5b883e8b4ade789a9e8a28b222c226e616d65223a22e5b08fe6988e222c22756e74696c223a22323032362d31302d3330227d'),
	('17c2cc6b70295dc0458bdfac849d6c222bee07bcff1e2dee40493416cfe8935f', '\x7b226b696e64223a227069636b7570222c22636f6465223a22333851462d424d222c226974656d223a22e5b886e5b883e8b4ade789a9e8a28b222c226e616d65223a22e5b08fe7baa2222c22756e74696c223a22323032362d31302d3330227d'),
	('4a369c7b2694fad3e2dc78a6c7aed31f3f877dc92dbcc0e8f0c448d56bf13efd', '\x7b226b696e64223a227069636b7570222c22636f6465223a224a5752412d5a35222c226974656d223a22e6bba1313030e5878f3230e588b8222c226e616d65223a22e5b08fe7baa2222c22756e74696c223a22323032362d31302d3331227d'),
	('eb5f5fe590d2a94d6e09b8656c1d4a813d8a2b9fab28071d6ccecb0561aa43d4', '\x7b226b696e64223a22706f6c6c222c227469746c65223a223120e58fb7e68a95e7a5a820c2b72031302d32382031363a343020e7bb93e69d9f222c227175657374696f6e223a22e591a8e69cabe5be92e6ada5e8b5b0e593aae69da1e7babfefbc9f222c226c696e6573223a5b7b226e756d626572223a312c226f7074696f6e223a22e6b996e8beb9222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a322c226f7074696f6e223a22e58fa4e98193222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a332c226f7074696f6e223a22e5b1b1e9a1b6222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d5d2c22666f6f74223a22302f313120e4babae58f82e58aa0efbc883025efbc89227d'),
	('14bcd090baf31edba64e9cbd8cdfc15f943344aa72cb3675ad8e91bfcbce03ad', '\x255044462d312e340a2525454f460a'),
	('e195763a39b3dbf1d1c8fd559aac7e4ef664039c07d961ac8537afac7806553c', '\x7b226b696e64223a22706f6c6c222c227469746c65223a223420e58fb7e68a95e7a5a820c2b72031312d30342031363a343020e7bb93e69d9f222c227175657374696f6e223a22e591a8e69cabe5be92e6ada5e8b5b0e593aae69da1e7babfefbc9f222c226c696e6573223a5b7b226e756d626572223a312c226f7074696f6e223a22e6b996e8beb9222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a322c226f7074696f6e223a22e58fa4e98193222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a332c226f7074696f6e223a22e5b1b1e9a1b6222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d5d2c22666f6f74223a22302f313120e4babae58f82e58aa0efbc883025efbc89227d'),
	('76315cd87e9988faa511013f7d832a92abeece9f9f1a54a21b11fc1410df1786', '\x7b226b696e64223a22706f6c6c222c227469746c65223a223620e58fb7e68a95e7a5a820c2b72031312d31312031363a343020e7bb93e69d9f222c227175657374696f6e223a22e591a8e69cabe5be92e6ada5e8b5b0e593aae69da1e7babfefbc9f222c226c696e6573223a5b7b226e756d626572223a312c226f7074696f6e223a22e6b996e8beb9222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a322c226f7074696f6e223a22e58fa4e98193222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a332c226f7074696f6e223a22e5b1b1e9a1b6222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d5d2c22666f6f74223a22302f313120e4babae58f82e58aa0efbc883025efbc89227d'),
	('3d7d13b2ac4193abb3f9bbf66af25007a85d70256def2242b02d3d4b30a5b7fb', '\x7b226b696e64223a22706f6c6c222c227469746c65223a223720e58fb7e68a95e7a5a820c2b72031312d31382031363a343020e7bb93e69d9f222c227175657374696f6e223a22e591a8e69cabe5be92e6ada5e8b5b0e593aae69da1e7babfefbc9f222c226c696e6573223a5b7b226e756d626572223a312c226f7074696f6e223a22e6b996e8beb9222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a322c226f7074696f6e223a22e58fa4e98193222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a332c226f7074696f6e223a22e5b1b1e9a1b6222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d5d2c22666f6f74223a22302f313220e4babae58f82e58aa0efbc883025efbc89227d'),
	('d6c28d55466d3218db493dedfd3062484cbdff51a1f776081514040ac2de965f', '\x7b226b696e64223a22706f6c6c222c227469746c65223a223820e58fb7e68a95e7a5a820c2b72031312d32352031363a343020e7bb93e69d9f222c227175657374696f6e223a22e591a8e69cabe5be92e6ada5e8b5b0e593aae69da1e7babfefbc9f222c226c696e6573223a5b7b226e756d626572223a312c226f7074696f6e223a22e6b996e8beb9222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a322c226f7074696f6e223a22e58fa4e98193222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d2c7b226e756d626572223a332c226f7074696f6e223a22e5b1b1e9a1b6222c22766f746573223a302c227368617265223a302c22776f6e223a66616c73657d5d2c22666f6f74223a22302f313320e4babae58f82e58aa0efbc883025efbc89227d'),
	('9fadbc1f5ad9c3dd1cd2cb5f270eaa74bcb5b90976d4a7f4c55b3691b259cfb1', '\x7b226b696e64223a227069636b7570222c22636f6465223a2245485a552d3746222c226974656d223a22e5b886e5b883e8b4ade789a9e8a28b222c226e616d65223a22e5b08fe6988e222c22756e74696c223a22323032362d31322d3031227d'),
	('a6f2091042f5b2e32a650f48576c7077a0c32b807743f2977ba8e72bd1d5ec13', '\x7b226b696e64223a227069636b7570222c22636f6465223a22545a35412d3354222c226974656d223a22e696b0e4babae6bba13530e5878f3130222c226e616d65223a22e696b0e5aea2222c22756e74696c223a22323032362d31322d3032227d'),
	('a2674d804fd0b1951d39487054e2c428dee2fcb959edea6c21493ed1dfde585b', '\x7b226b696e64223a227069636b7570222c22636f6465223a22413646582d5541222c226974656d223a22e6bba1313030e5878f3230e588b8222c226e616d65223a22e5b08fe6988e222c22756e74696c223a22323032362d31322d3033227d'),
	('cb52f8d94a0afe0ea965a1e28d381df295eb3034bc45dc0cc1d9a54af527e05b', '\x7b226b696e64223a2263616c656e646172222c226d6f6e7468223a22323032362d3132222c226e616d65223a22e5ba97e59198222c2273747265616b223a312c2264617973223a5b7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a747275652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a747275652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e5a4a7e99baa227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e586ace887b3227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d5d7d'),
	('c14142ebb246ee56df0949e27f6b22439c0d318957e3f31b26a4c52a5a9f95d1', '\x7b226b696e64223a2263616c656e646172222c226d6f6e7468223a22323032362d3132222c226e616d65223a22e5b08fe7baa2222c2273747265616b223a302c2264617973223a5b7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a747275652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a747275652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e5a4a7e99baa227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e586ace887b3227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d5d7d'),
	('617c8416ba3d21a79ed726b5a16140a95383cf8933514f5eb930f36dd7f1be77', '\x7b226b696e64223a2263616c656e646172222c226d6f6e7468223a22323032362d3132222c226e616d65223a22e5b08fe5889a222c2273747265616b223a332c2264617973223a5b7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a747275652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a747275652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e5a4a7e99baa227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e586ace887b3227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d5d7d'),
	('f365614bcb805d8bc882352f1f22d7010107261b0078117341b6b145e5785d39', '\x7b226b696e64223a2263616c656e646172222c226d6f6e7468223a22323032362d3132222c226e616d65223a22e998bfe696b0222c2273747265616b223a302c2264617973223a5b7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a747275652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a747275652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e5a4a7e99baa227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e586ace887b3227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d5d7d'),
	('632538f9477b4f87094fd65797c6ec297cc9971c378fe2be200bc8cb8903655c', '\x7b226b696e64223a2263616c656e646172222c226d6f6e7468223a22323032362d3132222c226e616d65223a22e5ba97e995bf222c2273747265616b223a302c2264617973223a5b7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a747275652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a747275652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e5a4a7e99baa227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22e586ace887b3227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d2c7b226d61726b223a22222c22626f6e7573223a66616c73652c227370656369616c223a66616c73652c22746f646179223a66616c73652c226c6162656c223a22227d5d7d');

INSERT INTO public.plan_approval VALUES
	('demo', '新人路', '302833639497', '群主', 1792972800000),
	('demo', '已批', '359d4633885b', '群主', 1792972800000),
	('demo', '待批', '85d9c778be8f', '群主', 1795395600000);

INSERT INTO public.plan_pause VALUES
	('demo', '午休', '小助理', 1793156400000),
	('demo', '歇脚路', '小助理', 1795915800000);

INSERT INTO public.poll VALUES
	(2, 'demo', 2, '周末去哪？', 1, 0, 3, '店员', 1793147400000, 1793154600000, 'ended', 1793154600000, 0, 11),
	(3, 'demo', 3, '明天吃什么？', 1, 0, 3, '店员', 1793147400000, 1793233800000, 'cancelled', 1793156400000, NULL, NULL),
	(1, 'demo', 1, '周末徒步走哪条线？', 1, 0, 4, '', 1793104800000, 1793176800000, 'ended', 1793176800000, 0, 11),
	(4, 'demo', 4, '周末徒步走哪条线？', 1, 0, 4, '', 1793709600000, 1793781600000, 'ended', 1793781600000, 0, 11),
	(5, 'demo', 5, '坏掉的？', 1, 0, 3, '店员', 1794269400000, 1794273000000, 'open', NULL, NULL, NULL),
	(6, 'demo', 6, '周末徒步走哪条线？', 1, 0, 4, '', 1794314400000, 1794386400000, 'ended', 1794386400000, 0, 11),
	(7, 'demo', 7, '周末徒步走哪条线？', 1, 0, 4, '', 1794919200000, 1794991200000, 'ended', 1794991200000, 0, 12),
	(8, 'demo', 8, '周末徒步走哪条线？', 1, 0, 4, '', 1795524000000, 1795596000000, 'ended', 1795596000000, 0, 13),
	(9, 'demo', 9, '年会在哪里办？', 1, 0, 3, '店员', 1796036400000, 1796126400000, 'open', NULL, NULL, NULL),
	(10, 'demo', 10, '带什么吃的？', 2, 0, 3, '小助理', 1796036400000, 1796270400000, 'open', NULL, NULL, NULL),
	(11, 'demo', 11, '店长辛苦吗？', 1, 1, 3, '群主', 1796036400000, 1796174100000, 'open', NULL, NULL, NULL);

INSERT INTO public.poll_option VALUES
	(3, 1, '面', NULL),
	(3, 2, '饭', NULL),
	(2, 1, '爬山', 0),
	(2, 2, '看电影', 0),
	(2, 3, '火锅', 0),
	(1, 1, '湖边', 0),
	(1, 2, '古道', 0),
	(1, 3, '山顶', 0),
	(4, 1, '湖边', 0),
	(4, 2, '古道', 0),
	(4, 3, '山顶', 0),
	(5, 1, '甲', NULL),
	(5, 2, '乙', NULL),
	(6, 1, '湖边', 0),
	(6, 2, '古道', 0),
	(6, 3, '山顶', 0),
	(7, 1, '湖边', 0),
	(7, 2, '古道', 0),
	(7, 3, '山顶', 0),
	(8, 1, '湖边', 0),
	(8, 2, '古道', 0),
	(8, 3, '山顶', 0),
	(9, 1, '湖边', NULL),
	(9, 2, '山里', NULL),
	(9, 3, '店里', NULL),
	(10, 1, '饺子', NULL),
	(10, 2, '汤圆', NULL),
	(10, 3, '水果', NULL),
	(10, 4, '蛋糕', NULL),
	(11, 1, '辛苦', NULL),
	(11, 2, '不辛苦', NULL);

INSERT INTO public.poll_vote VALUES
	(9, 6, 2),
	(10, 5, 5),
	(11, 7, 2);

INSERT INTO public.proposal VALUES
	(1, 'demo', 'granting', '群主', '小明', '{"act":"grant","member":5,"amount":200,"reason":"分享"}', '给 小明 加 200 分（分享）', 0, 1793156400000, 1793192400000, 'done', '群主', 1793156400000),
	(2, 'demo', 'granting', '群主', '', '{"act":"deduct","member":5,"amount":150,"reason":"试一下"}', '扣 小明 150 分（试一下）', 0, 1793156400000, 1793192400000, 'cancelled', '群主', 1793156400000),
	(3, 'demo', 'granting', '小助理', '小红', '{"act":"grant","member":6,"amount":300,"reason":"忘了确认"}', '给 小红 加 300 分（忘了确认）', 0, 1793156400000, 1793192400000, 'open', '', NULL),
	(4, 'demo', 'sop_adding', '群主', '', '{"name":"下午茶时间，歇一歇吧","when":"每周二、三 16:30","say":"下午茶时间，歇一歇吧"}', '新的计划：
- name: 下午茶时间，歇一歇吧
  when: 每周二、三 16:30
  say: 下午茶时间，歇一歇吧
写进群的 YAML', 0, 1793156400000, 1793192400000, 'done', '群主', 1793156400000),
	(5, 'demo', 'granting', '群主', '小明', '{"act":"grant","member":5,"amount":210,"reason":"组织活动"}', '给 小明 加 210 分（组织活动）', 0, 1796036400000, 1796072400000, 'open', '', NULL),
	(6, 'demo', 'granting', '小助理', '', '{"act":"deduct","member":7,"amount":120,"reason":"刷屏"}', '扣 小刚 120 分（刷屏）', 0, 1796036400000, 1796072400000, 'open', '', NULL),
	(7, 'demo', 'granting', '小助理', '小红', '{"act":"grant","member":6,"amount":900,"reason":"年度贡献"}', '给 小红 加 900 分（年度贡献）', 1, 1796036400000, 1796382000000, 'open', '', NULL),
	(8, 'demo', 'sop_adding', '小助理', '', '{"name":"晚饭吃什么？","when":"每周三 18:40","say":"晚饭吃什么？"}', '新的计划：
- name: 晚饭吃什么？
  when: 每周三 18:40
  say: 晚饭吃什么？
写进群的 YAML', 0, 1796036400000, 1796072400000, 'open', '', NULL);

INSERT INTO public.purchase VALUES
	(1, 'demo', 'A100', 5, 26850, 0, 268, 'purchase:demo:A100', 0, 1793147400000, '店员', 1793147400000),
	(2, 'demo', 'A101', 6, 8800, 2000, 68, 'purchase:demo:A101:1', 1, 1793147400000, '店员', 1793147400000),
	(3, 'demo', 'A102', 6, 9950, 0, 99, 'purchase:demo:A102', 0, 1796036400000, '店员', 1796036400000);

INSERT INTO public.run VALUES
	('demo', '新人第1天', 1792981200000, 1792981200000, 'done'),
	('demo', '新人第2天', 1792981200000, 1792981200000, 'done'),
	('demo', '新人第3天', 1792981200000, 1792981200000, 'done'),
	('demo', '新人第5天', 1792981200000, 1792981200000, 'done'),
	('demo', '新人第7天', 1792981200000, 1792981200000, 'done'),
	('demo', '待批', 1792987200000, 1792987200000, 'unapproved'),
	('demo', '午休', 1792990800000, 1792990800000, 'done'),
	('demo', '好久不见', 1793016000000, 1793016000000, 'done'),
	('demo', '晚间提醒', 1793019600000, 1793019600000, 'done'),
	('far', '山谷晚安', 1793030100000, 1793030100000, 'done'),
	('far', '山谷末班', 1793031120000, 1793031120000, 'done'),
	('demo', '早安', 1793059200000, 1793059200000, 'done'),
	('demo', '群发早报', 1793065200000, 1793065200000, 'done'),
	('demo', '新人第1天', 1793067600000, 1793067600000, 'done'),
	('demo', '新人第2天', 1793067600000, 1793067600000, 'done'),
	('demo', '新人第3天', 1793067600000, 1793067600000, 'done'),
	('demo', '新人第5天', 1793067600000, 1793067600000, 'done'),
	('demo', '新人第7天', 1793067600000, 1793067600000, 'done'),
	('demo', '待批', 1793073600000, 1793073600000, 'unapproved'),
	('demo', '午休', 1793077200000, 1793077200000, 'done'),
	('demo', '补课', 1793084400000, 1793084400000, 'done'),
	('demo', '别打扰', 1793091600000, 1793091600000, 'done'),
	('demo', '好久不见', 1793102400000, 1793102400000, 'done'),
	('demo', '周中投票', 1793104800000, 1793104800000, 'done'),
	('demo', '晚间提醒', 1793106000000, 1793106000000, 'done'),
	('far', '山谷晚安', 1793116500000, 1793116500000, 'done'),
	('far', '山谷末班', 1793117520000, 1793117520000, 'done'),
	('demo', '半夜', 1793117700000, 1793117700000, 'done'),
	('demo', '早安', 1793145600000, 1793145600000, 'done'),
	('demo', '群发早报', 1793151600000, 1793151600000, 'done'),
	('demo', '铁粉早茶', 1793153400000, 1793153400000, 'done'),
	('demo', '新人第1天', 1793154000000, 1793154000000, 'done'),
	('demo', '新人第2天', 1793154000000, 1793154000000, 'done'),
	('demo', '新人第3天', 1793154000000, 1793154000000, 'done'),
	('demo', '新人第5天', 1793154000000, 1793154000000, 'done'),
	('demo', '新人第7天', 1793154000000, 1793154000000, 'done'),
	('demo', '待批', 1793160000000, 1793160000000, 'unapproved'),
	('demo', '午休', 1793163600000, 1793163600000, 'paused'),
	('demo', '已批', 1793178600000, 1793178600000, 'done'),
	('demo', '周课', 1793187000000, 1793187000000, 'done'),
	('demo', '表扬', 1793190600000, 1793190600000, 'done'),
	('demo', '晚间提醒', 1793192400000, 1793192400000, 'done'),
	('far', '山谷晚安', 1793202900000, 1793202900000, 'done'),
	('far', '山谷末班', 1793203920000, 1793203920000, 'done'),
	('demo', '早安', 1793232000000, 1793685600000, 'late'),
	('demo', '新人第1天', 1793240400000, 1793685600000, 'late'),
	('demo', '新人第2天', 1793240400000, 1793685600000, 'late'),
	('demo', '新人第3天', 1793240400000, 1793685600000, 'late'),
	('demo', '新人第5天', 1793240400000, 1793685600000, 'late'),
	('demo', '新人第7天', 1793240400000, 1793685600000, 'late'),
	('demo', '补一次', 1793257800000, 1793685600000, 'merged'),
	('demo', '晚间提醒', 1793278800000, 1793685600000, 'late'),
	('far', '山谷晚安', 1793289300000, 1793685600000, 'late'),
	('far', '山谷末班', 1793290320000, 1793685600000, 'late'),
	('demo', '新人第1天', 1793326800000, 1793685600000, 'late'),
	('demo', '新人第2天', 1793326800000, 1793685600000, 'late'),
	('demo', '新人第3天', 1793326800000, 1793685600000, 'late'),
	('demo', '新人第5天', 1793326800000, 1793685600000, 'late'),
	('demo', '新人第7天', 1793326800000, 1793685600000, 'late'),
	('demo', '晚间提醒', 1793365200000, 1793685600000, 'late'),
	('far', '山谷晚安', 1793375700000, 1793685600000, 'late'),
	('far', '山谷末班', 1793376720000, 1793685600000, 'late'),
	('demo', '新人第1天', 1793413200000, 1793685600000, 'late'),
	('demo', '新人第2天', 1793413200000, 1793685600000, 'late'),
	('demo', '新人第3天', 1793413200000, 1793685600000, 'late'),
	('demo', '新人第5天', 1793413200000, 1793685600000, 'late'),
	('demo', '新人第7天', 1793413200000, 1793685600000, 'late'),
	('demo', '晚间提醒', 1793451600000, 1793685600000, 'late'),
	('far', '山谷晚安', 1793462100000, 1793685600000, 'late'),
	('far', '山谷末班', 1793463120000, 1793685600000, 'late'),
	('demo', '夜半', 1793463300000, 1793685600000, 'late'),
	('demo', '月榜', 1793496600000, 1793685600000, 'late'),
	('demo', '新人第1天', 1793499600000, 1793685600000, 'late'),
	('demo', '新人第2天', 1793499600000, 1793685600000, 'late'),
	('demo', '新人第3天', 1793499600000, 1793685600000, 'late'),
	('demo', '新人第5天', 1793499600000, 1793685600000, 'late'),
	('demo', '新人第7天', 1793499600000, 1793685600000, 'late'),
	('far', '山谷月榜', 1793499900000, 1793685600000, 'late'),
	('demo', '晚间提醒', 1793538000000, 1793685600000, 'late'),
	('far', '山谷晚安', 1793548500000, 1793685600000, 'late'),
	('far', '山谷末班', 1793549520000, 1793685600000, 'late'),
	('demo', '早安', 1793577600000, 1793685600000, 'late'),
	('demo', '新人第1天', 1793586000000, 1793685600000, 'late'),
	('demo', '新人第2天', 1793586000000, 1793685600000, 'late'),
	('demo', '新人第3天', 1793586000000, 1793685600000, 'late'),
	('demo', '新人第5天', 1793586000000, 1793685600000, 'late'),
	('demo', '新人第7天', 1793586000000, 1793685600000, 'late'),
	('demo', '待批', 1793592000000, 1793685600000, 'late'),
	('demo', '午休', 1793595600000, 1793685600000, 'late'),
	('demo', '好久不见', 1793620800000, 1793685600000, 'late'),
	('demo', '晚间提醒', 1793624400000, 1793685600000, 'late'),
	('far', '山谷晚安', 1793634900000, 1793685600000, 'late'),
	('far', '山谷末班', 1793635920000, 1793685600000, 'late'),
	('demo', '群发早报', 1793670000000, 1793685600000, 'late'),
	('demo', '新人第1天', 1793672400000, 1793685600000, 'late'),
	('demo', '新人第2天', 1793672400000, 1793685600000, 'late'),
	('demo', '新人第3天', 1793672400000, 1793685600000, 'late'),
	('demo', '新人第5天', 1793672400000, 1793685600000, 'late'),
	('demo', '新人第7天', 1793672400000, 1793685600000, 'late'),
	('demo', '待批', 1793678400000, 1793685600000, 'late'),
	('demo', '午休', 1793682000000, 1793685600000, 'late'),
	('demo', '补一次', 1793344200000, 1793685600000, 'done'),
	('far', '·budget/fill', 1793470500000, 1793685600000, 'done'),
	('demo', '·expiry/give_notice', 1793498400000, 1793685600000, 'done'),
	('demo', '早安', 1793664000000, 1793692800000, 'done'),
	('demo', '半夜', 1793722500000, 1793722500000, 'done'),
	('demo', '·expiry/give_notice', 1793757600000, 1793757600000, 'done'),
	('demo', '铁粉早茶', 1793758200000, 1793758200000, 'done'),
	('demo', '新人第2天', 1793758800000, 1793758800000, 'done'),
	('demo', '新人第5天', 1793758800000, 1793758800000, 'done'),
	('demo', '待批', 1793764800000, 1793764800000, 'unapproved'),
	('demo', '下午茶时间，歇一歇吧', 1793781000000, 1793781000000, 'done'),
	('demo', '表扬', 1793795400000, 1793795400000, 'done'),
	('demo', '晚间提醒', 1793797200000, 1793797200000, 'done'),
	('far', '山谷晚安', 1793807700000, 1793807700000, 'done'),
	('far', '山谷末班', 1793808720000, 1793808720000, 'done'),
	('demo', '新人第2天', 1793845200000, 1793845200000, 'done'),
	('demo', '新人第5天', 1793845200000, 1793845200000, 'done'),
	('demo', '补一次', 1793862600000, 1793862600000, 'done'),
	('demo', '晚间提醒', 1793883600000, 1793883600000, 'done'),
	('demo', '新人第1天', 1793931600000, 1793931600000, 'done'),
	('demo', '新人第3天', 1793931600000, 1793931600000, 'done'),
	('demo', '新人第7天', 1793931600000, 1793931600000, 'done'),
	('demo', '新人第1天', 1794018000000, 1794018000000, 'done'),
	('demo', '新人第3天', 1794018000000, 1794018000000, 'done'),
	('demo', '新人第7天', 1794018000000, 1794018000000, 'done'),
	('demo', '新人第1天', 1794104400000, 1794104400000, 'done'),
	('demo', '新人第3天', 1794104400000, 1794104400000, 'done'),
	('demo', '新人第7天', 1794104400000, 1794104400000, 'done'),
	('far', '·expiry/begin', 1793470500000, 1793685600000, 'done'),
	('far', '·levels/decay', 1793471700000, 1793685600000, 'done'),
	('demo', '·expiry/give_notice', 1793584800000, 1793685600000, 'done'),
	('demo', '·expiry/give_notice', 1793671200000, 1793685600000, 'done'),
	('demo', '补课', 1793689200000, 1793689200000, 'done'),
	('demo', '下午茶时间，歇一歇吧', 1793694600000, 1793694600000, 'done'),
	('demo', '别打扰', 1793696400000, 1793696400000, 'done'),
	('demo', '好久不见', 1793707200000, 1793707200000, 'done'),
	('demo', '周中投票', 1793709600000, 1793709600000, 'done'),
	('demo', '晚间提醒', 1793710800000, 1793710800000, 'done'),
	('far', '山谷晚安', 1793721300000, 1793721300000, 'done'),
	('far', '山谷末班', 1793722320000, 1793722320000, 'done'),
	('demo', '早安', 1793750400000, 1793750400000, 'done'),
	('demo', '群发早报', 1793756400000, 1793756400000, 'done'),
	('demo', '新人第1天', 1793758800000, 1793758800000, 'done'),
	('demo', '新人第3天', 1793758800000, 1793758800000, 'done'),
	('demo', '新人第7天', 1793758800000, 1793758800000, 'done'),
	('demo', '午休', 1793768400000, 1793768400000, 'paused'),
	('demo', '已批', 1793783400000, 1793783400000, 'done'),
	('demo', '周课', 1793791800000, 1793791800000, 'done'),
	('demo', '早安', 1793836800000, 1793836800000, 'done'),
	('demo', '新人第1天', 1793845200000, 1793845200000, 'done'),
	('demo', '新人第3天', 1793845200000, 1793845200000, 'done'),
	('demo', '新人第7天', 1793845200000, 1793845200000, 'done'),
	('far', '山谷晚安', 1793894100000, 1793894100000, 'done'),
	('far', '山谷末班', 1793895120000, 1793895120000, 'done'),
	('demo', '新人第2天', 1793931600000, 1793931600000, 'done'),
	('demo', '新人第5天', 1793931600000, 1793931600000, 'done'),
	('demo', '补一次', 1793949000000, 1793949000000, 'done'),
	('demo', '晚间提醒', 1793970000000, 1793970000000, 'done'),
	('far', '山谷晚安', 1793980500000, 1793980500000, 'done'),
	('far', '山谷末班', 1793981520000, 1793981520000, 'done'),
	('demo', '新人第2天', 1794018000000, 1794018000000, 'done'),
	('demo', '新人第5天', 1794018000000, 1794018000000, 'done'),
	('demo', '晚间提醒', 1794056400000, 1794056400000, 'done'),
	('far', '山谷晚安', 1794066900000, 1794066900000, 'done'),
	('far', '山谷末班', 1794067920000, 1794067920000, 'done'),
	('demo', '新人第2天', 1794104400000, 1794104400000, 'done'),
	('demo', '新人第5天', 1794104400000, 1794104400000, 'done'),
	('demo', '晚间提醒', 1794142800000, 1794142800000, 'done'),
	('far', '山谷晚安', 1794153300000, 1794153300000, 'done'),
	('far', '山谷末班', 1794154320000, 1794154320000, 'done'),
	('demo', '新人第2天', 1794190800000, 1794190800000, 'done'),
	('demo', '新人第5天', 1794190800000, 1794190800000, 'done'),
	('demo', '午休', 1794200400000, 1794200400000, 'paused'),
	('demo', '好久不见', 1794225600000, 1794225600000, 'done'),
	('demo', '晚间提醒', 1794229200000, 1794229200000, 'done'),
	('far', '山谷晚安', 1794239700000, 1794239700000, 'done'),
	('far', '山谷末班', 1794240720000, 1794240720000, 'done'),
	('demo', '群发早报', 1794274800000, 1794274800000, 'done'),
	('demo', '新人第2天', 1794277200000, 1794277200000, 'done'),
	('demo', '新人第5天', 1794277200000, 1794277200000, 'done'),
	('demo', '午休', 1794286800000, 1794286800000, 'paused'),
	('demo', '补课', 1794294000000, 1794294000000, 'done'),
	('demo', '下午茶时间，歇一歇吧', 1794299400000, 1794299400000, 'done'),
	('demo', '早安', 1794182400000, 1794182400000, 'done'),
	('demo', '新人第1天', 1794190800000, 1794190800000, 'done'),
	('demo', '新人第3天', 1794190800000, 1794190800000, 'done'),
	('demo', '新人第7天', 1794190800000, 1794190800000, 'done'),
	('demo', '待批', 1794196800000, 1794196800000, 'unapproved'),
	('demo', '早安', 1794268800000, 1794268800000, 'failed'),
	('demo', 'polls:5', 1794273000000, 1794273000000, 'failed'),
	('demo', '新人第1天', 1794277200000, 1794277200000, 'done'),
	('demo', '新人第3天', 1794277200000, 1794277200000, 'done'),
	('demo', '新人第7天', 1794277200000, 1794277200000, 'done'),
	('demo', '待批', 1794283200000, 1794283200000, 'unapproved'),
	('demo', '半夜', 1794327300000, 1794327300000, 'done'),
	('demo', '新人第1天', 1794363600000, 1794363600000, 'done'),
	('demo', '新人第3天', 1794363600000, 1794363600000, 'done'),
	('demo', '新人第7天', 1794363600000, 1794363600000, 'done'),
	('demo', '午休', 1794373200000, 1794373200000, 'paused'),
	('demo', '下午茶时间，歇一歇吧', 1794385800000, 1794385800000, 'done'),
	('demo', '表扬', 1794400200000, 1794400200000, 'done'),
	('demo', '晚间提醒', 1794402000000, 1794402000000, 'done'),
	('far', '山谷晚安', 1794412500000, 1794412500000, 'done'),
	('far', '山谷末班', 1794413520000, 1794413520000, 'done'),
	('demo', '新人第2天', 1794450000000, 1794450000000, 'done'),
	('demo', '新人第5天', 1794450000000, 1794450000000, 'done'),
	('far', '山谷晚安', 1794498900000, 1794498900000, 'done'),
	('far', '山谷末班', 1794499920000, 1794499920000, 'done'),
	('demo', '走动', 1794501000000, 1794501000000, 'changed'),
	('demo', '新人第1天', 1794536400000, 1794536400000, 'done'),
	('demo', '新人第3天', 1794536400000, 1794536400000, 'done'),
	('demo', '新人第7天', 1794536400000, 1794536400000, 'done'),
	('demo', '补一次', 1794553800000, 1794553800000, 'done'),
	('demo', '晚间提醒', 1794574800000, 1794574800000, 'done'),
	('demo', '新人第1天', 1794622800000, 1794622800000, 'done'),
	('demo', '新人第3天', 1794622800000, 1794622800000, 'done'),
	('demo', '新人第7天', 1794622800000, 1794622800000, 'done'),
	('demo', '晚间提醒', 1794661200000, 1794661200000, 'done'),
	('far', '山谷晚安', 1794671700000, 1794671700000, 'done'),
	('far', '山谷末班', 1794672720000, 1794672720000, 'done'),
	('demo', '新人第2天', 1794709200000, 1794709200000, 'done'),
	('demo', '新人第5天', 1794709200000, 1794709200000, 'done'),
	('demo', '晚间提醒', 1794747600000, 1794747600000, 'done'),
	('demo', '早安', 1794787200000, 1794787200000, 'done'),
	('demo', '新人第1天', 1794795600000, 1794795600000, 'done'),
	('demo', '新人第3天', 1794795600000, 1794795600000, 'done'),
	('demo', '新人第7天', 1794795600000, 1794795600000, 'done'),
	('demo', '待批', 1794801600000, 1794801600000, 'unapproved'),
	('demo', '晚间提醒', 1794834000000, 1794834000000, 'done'),
	('demo', '早安', 1794873600000, 1794873600000, 'done'),
	('demo', '群发早报', 1794879600000, 1794879600000, 'done'),
	('demo', '新人第1天', 1794882000000, 1794882000000, 'done'),
	('demo', '新人第3天', 1794882000000, 1794882000000, 'done'),
	('demo', '新人第7天', 1794882000000, 1794882000000, 'done'),
	('demo', '午休', 1794891600000, 1794891600000, 'paused'),
	('demo', '补课', 1794898800000, 1794898800000, 'done'),
	('demo', '下午茶时间，歇一歇吧', 1794904200000, 1794904200000, 'done'),
	('demo', '别打扰', 1794906000000, 1794906000000, 'done'),
	('demo', '好久不见', 1794916800000, 1794916800000, 'done'),
	('demo', '周中投票', 1794919200000, 1794919200000, 'done'),
	('demo', '晚间提醒', 1794920400000, 1794920400000, 'done'),
	('demo', '半夜', 1794932100000, 1794932100000, 'done'),
	('demo', '新人第1天', 1794968400000, 1794968400000, 'done'),
	('demo', '新人第3天', 1794968400000, 1794968400000, 'done'),
	('demo', '别打扰', 1794301200000, 1794301200000, 'done'),
	('demo', '好久不见', 1794312000000, 1794312000000, 'done'),
	('demo', '周中投票', 1794314400000, 1794314400000, 'done'),
	('demo', '晚间提醒', 1794315600000, 1794315600000, 'done'),
	('far', '山谷晚安', 1794326100000, 1794326100000, 'done'),
	('far', '山谷末班', 1794327120000, 1794327120000, 'done'),
	('demo', '早安', 1794355200000, 1794355200000, 'done'),
	('demo', '群发早报', 1794361200000, 1794361200000, 'done'),
	('demo', '铁粉早茶', 1794363000000, 1794363000000, 'done'),
	('demo', '新人第2天', 1794363600000, 1794363600000, 'done'),
	('demo', '新人第5天', 1794363600000, 1794363600000, 'done'),
	('demo', '待批', 1794369600000, 1794369600000, 'unapproved'),
	('demo', '已批', 1794388200000, 1794388200000, 'done'),
	('demo', '周课', 1794396600000, 1794396600000, 'done'),
	('demo', '早安', 1794441600000, 1794441600000, 'done'),
	('demo', '新人第1天', 1794450000000, 1794450000000, 'done'),
	('demo', '新人第3天', 1794450000000, 1794450000000, 'done'),
	('demo', '新人第7天', 1794450000000, 1794450000000, 'done'),
	('demo', '补一次', 1794467400000, 1794467400000, 'done'),
	('demo', '晚间提醒', 1794488400000, 1794488400000, 'done'),
	('demo', '走动', 1794519000000, 1794519000000, 'done'),
	('demo', '新人第2天', 1794536400000, 1794536400000, 'done'),
	('demo', '新人第5天', 1794536400000, 1794536400000, 'done'),
	('far', '山谷晚安', 1794585300000, 1794585300000, 'done'),
	('far', '山谷末班', 1794586320000, 1794586320000, 'done'),
	('demo', '新人第2天', 1794622800000, 1794622800000, 'done'),
	('demo', '新人第5天', 1794622800000, 1794622800000, 'done'),
	('demo', '新人第1天', 1794709200000, 1794709200000, 'done'),
	('demo', '新人第3天', 1794709200000, 1794709200000, 'done'),
	('demo', '新人第7天', 1794709200000, 1794709200000, 'done'),
	('far', '山谷晚安', 1794758100000, 1794758100000, 'done'),
	('far', '山谷末班', 1794759120000, 1794759120000, 'done'),
	('demo', '新人第2天', 1794795600000, 1794795600000, 'done'),
	('demo', '新人第5天', 1794795600000, 1794795600000, 'done'),
	('demo', '午休', 1794805200000, 1794805200000, 'paused'),
	('demo', '好久不见', 1794830400000, 1794830400000, 'done'),
	('far', '山谷晚安', 1794844500000, 1794844500000, 'done'),
	('far', '山谷末班', 1794845520000, 1794845520000, 'done'),
	('demo', '新人第2天', 1794882000000, 1794882000000, 'done'),
	('demo', '新人第5天', 1794882000000, 1794882000000, 'done'),
	('demo', '待批', 1794888000000, 1794888000000, 'unapproved'),
	('far', '山谷晚安', 1794930900000, 1794930900000, 'done'),
	('far', '山谷末班', 1794931920000, 1794931920000, 'done'),
	('demo', '早安', 1794960000000, 1794960000000, 'done'),
	('demo', '群发早报', 1794966000000, 1794966000000, 'done'),
	('demo', '铁粉早茶', 1794967800000, 1794967800000, 'done'),
	('demo', '新人第2天', 1794968400000, 1794968400000, 'done'),
	('demo', '新人第5天', 1794968400000, 1794968400000, 'done'),
	('demo', '午休', 1794978000000, 1794978000000, 'paused'),
	('demo', '下午茶时间，歇一歇吧', 1794990600000, 1794990600000, 'done'),
	('demo', '表扬', 1795005000000, 1795005000000, 'done'),
	('demo', '晚间提醒', 1795006800000, 1795006800000, 'done'),
	('far', '山谷晚安', 1795017300000, 1795017300000, 'done'),
	('far', '山谷末班', 1795018320000, 1795018320000, 'done'),
	('demo', '新人第1天', 1795054800000, 1795054800000, 'done'),
	('demo', '新人第3天', 1795054800000, 1795054800000, 'done'),
	('demo', '新人第7天', 1795054800000, 1795054800000, 'done'),
	('demo', '新人第1天', 1795141200000, 1795141200000, 'done'),
	('demo', '新人第3天', 1795141200000, 1795141200000, 'done'),
	('demo', '新人第7天', 1795141200000, 1795141200000, 'done'),
	('demo', '补一次', 1795158600000, 1795158600000, 'done'),
	('demo', '晚间提醒', 1795179600000, 1795179600000, 'done'),
	('demo', '新人第7天', 1794968400000, 1794968400000, 'done'),
	('demo', '待批', 1794974400000, 1794974400000, 'unapproved'),
	('demo', '已批', 1794993000000, 1794993000000, 'done'),
	('demo', '周课', 1795001400000, 1795001400000, 'done'),
	('demo', '早安', 1795046400000, 1795046400000, 'done'),
	('demo', '新人第2天', 1795054800000, 1795054800000, 'done'),
	('demo', '新人第5天', 1795054800000, 1795054800000, 'done'),
	('demo', '补一次', 1795072200000, 1795072200000, 'done'),
	('demo', '晚间提醒', 1795093200000, 1795093200000, 'done'),
	('far', '山谷晚安', 1795103700000, 1795103700000, 'done'),
	('far', '山谷末班', 1795104720000, 1795104720000, 'done'),
	('demo', '新人第2天', 1795141200000, 1795141200000, 'done'),
	('demo', '新人第5天', 1795141200000, 1795141200000, 'done'),
	('demo', '新人第1天', 1795227600000, 1795227600000, 'done'),
	('demo', '新人第3天', 1795227600000, 1795227600000, 'done'),
	('demo', '新人第7天', 1795227600000, 1795227600000, 'done'),
	('demo', '晚间提醒', 1795266000000, 1795266000000, 'done'),
	('far', '山谷晚安', 1795276500000, 1795276500000, 'done'),
	('far', '山谷末班', 1795277520000, 1795277520000, 'done'),
	('demo', '新人第2天', 1795314000000, 1795314000000, 'done'),
	('demo', '新人第5天', 1795314000000, 1795314000000, 'done'),
	('far', '·levels/settle', 1795371900000, 1795371900000, 'done'),
	('page', '沙盒早安', 1795389900000, 1795389900000, 'done'),
	('demo', '早安', 1795392000000, 1795392000000, 'done'),
	('demo', '·journeys/pick_up', 1795395600000, 1795395600000, 'done'),
	('demo', '新人第2天', 1795400400000, 1795400400000, 'done'),
	('demo', '新人第5天', 1795400400000, 1795400400000, 'done'),
	('demo', '待批', 1795406400000, 1795406400000, 'done'),
	('demo', '午休', 1795410000000, 1795410000000, 'paused'),
	('demo', '好久不见', 1795435200000, 1795435200000, 'done'),
	('demo', '晚间提醒', 1795438800000, 1795438800000, 'done'),
	('far', '山谷晚安', 1795449300000, 1795449300000, 'done'),
	('demo', '·lottery/prepare', 1795449600000, 1795449600000, 'done'),
	('far', '山谷末班', 1795450320000, 1795450320000, 'done'),
	('far', '·lottery/prepare', 1795457700000, 1795457700000, 'done'),
	('far', '·badges/look', 1795458600000, 1795458600000, 'done'),
	('demo', '·journeys/歇脚路', 1795482000000, 1795482000000, 'done'),
	('demo', '新人第1天', 1795486800000, 1795486800000, 'done'),
	('demo', '新人第3天', 1795486800000, 1795486800000, 'done'),
	('demo', '新人第7天', 1795486800000, 1795486800000, 'done'),
	('demo', '待批', 1795492800000, 1795492800000, 'done'),
	('demo', '午休', 1795496400000, 1795496400000, 'paused'),
	('demo', '补课', 1795503600000, 1795503600000, 'done'),
	('demo', '下午茶时间，歇一歇吧', 1795509000000, 1795509000000, 'done'),
	('demo', '别打扰', 1795510800000, 1795510800000, 'done'),
	('page', '·levels/settle', 1795533000000, 1795533000000, 'done'),
	('demo', '·levels/settle', 1795536600000, 1795536600000, 'done'),
	('far', '·lottery/prepare', 1795544100000, 1795544100000, 'done'),
	('far', '·badges/look', 1795545000000, 1795545000000, 'done'),
	('demo', '半夜', 1795536900000, 1795536900000, 'done'),
	('demo', '·journeys/歇脚路', 1795568400000, 1795568400000, 'done'),
	('demo', '新人第1天', 1795573200000, 1795573200000, 'done'),
	('demo', '新人第3天', 1795573200000, 1795573200000, 'done'),
	('demo', '新人第7天', 1795573200000, 1795573200000, 'done'),
	('demo', '·journeys/沉睡路', 1795573800000, 1795573800000, 'done'),
	('demo', '·journeys/审批路', 1795586400000, 1795586400000, 'done'),
	('demo', '已批', 1795597800000, 1795597800000, 'done'),
	('demo', '周课', 1795606200000, 1795606200000, 'done'),
	('far', '山谷晚安', 1795622100000, 1795622100000, 'done'),
	('demo', '·lottery/prepare', 1795622400000, 1795622400000, 'done'),
	('far', '山谷末班', 1795623120000, 1795623120000, 'done'),
	('far', '·lottery/prepare', 1795630500000, 1795630500000, 'done'),
	('far', '·badges/look', 1795631400000, 1795631400000, 'done'),
	('demo', '·journeys/歇脚路', 1795654800000, 1795654800000, 'done'),
	('demo', '新人第2天', 1795659600000, 1795659600000, 'done'),
	('demo', '新人第5天', 1795659600000, 1795659600000, 'done'),
	('demo', '·journeys/沉睡路', 1795660200000, 1795660200000, 'done'),
	('far', '·expiry/give_notice', 1795666500000, 1795666500000, 'done'),
	('demo', '补一次', 1795677000000, 1795677000000, 'done'),
	('far', '山谷晚安', 1795708500000, 1795708500000, 'done'),
	('demo', '·lottery/prepare', 1795708800000, 1795708800000, 'done'),
	('far', '山谷末班', 1795709520000, 1795709520000, 'done'),
	('far', '·lottery/prepare', 1795716900000, 1795716900000, 'done'),
	('far', '·badges/look', 1795717800000, 1795717800000, 'done'),
	('demo', '·journeys/歇脚路', 1795741200000, 1795741200000, 'done'),
	('demo', '新人第2天', 1795746000000, 1795746000000, 'done'),
	('demo', '新人第5天', 1795746000000, 1795746000000, 'done'),
	('demo', '·journeys/沉睡路', 1795746600000, 1795746600000, 'done'),
	('far', '·expiry/give_notice', 1795752900000, 1795752900000, 'done'),
	('demo', '·journeys/旧路', 1795762800000, 1795762800000, 'done'),
	('demo', '补一次', 1795763400000, 1795763400000, 'done'),
	('demo', '晚间提醒', 1795784400000, 1795784400000, 'done'),
	('page', '·levels/settle', 1795792200000, 1795792200000, 'done'),
	('demo', '·levels/settle', 1795795800000, 1795795800000, 'done'),
	('demo', '·badges/look', 1795796100000, 1795796100000, 'done'),
	('far', '·levels/settle', 1795803900000, 1795803900000, 'done'),
	('demo', '·journeys/pick_up', 1795827600000, 1795827600000, 'done'),
	('demo', '新人第2天', 1795832400000, 1795832400000, 'done'),
	('far', '山谷晚安', 1795190100000, 1795190100000, 'done'),
	('far', '山谷末班', 1795191120000, 1795191120000, 'done'),
	('demo', '新人第2天', 1795227600000, 1795227600000, 'done'),
	('demo', '新人第5天', 1795227600000, 1795227600000, 'done'),
	('demo', '新人第1天', 1795314000000, 1795314000000, 'done'),
	('demo', '新人第3天', 1795314000000, 1795314000000, 'done'),
	('demo', '新人第7天', 1795314000000, 1795314000000, 'done'),
	('demo', '晚间提醒', 1795352400000, 1795352400000, 'done'),
	('far', '山谷晚安', 1795362900000, 1795362900000, 'done'),
	('far', '山谷末班', 1795363920000, 1795363920000, 'done'),
	('far', '·lottery/prepare', 1795371300000, 1795371300000, 'done'),
	('far', '·badges/look', 1795372200000, 1795372200000, 'done'),
	('demo', '·journeys/歇脚路', 1795395600000, 1795395600000, 'done'),
	('demo', '新人第1天', 1795400400000, 1795400400000, 'done'),
	('demo', '新人第3天', 1795400400000, 1795400400000, 'done'),
	('demo', '新人第7天', 1795400400000, 1795400400000, 'done'),
	('demo', '·journeys/沉睡路', 1795401000000, 1795401000000, 'done'),
	('demo', '·journeys/审批路', 1795413600000, 1795413600000, 'done'),
	('page', '·levels/settle', 1795446600000, 1795446600000, 'done'),
	('demo', '·levels/settle', 1795450200000, 1795450200000, 'done'),
	('demo', '·badges/look', 1795450500000, 1795450500000, 'done'),
	('far', '·levels/settle', 1795458300000, 1795458300000, 'done'),
	('demo', '早安', 1795478400000, 1795478400000, 'done'),
	('demo', '·journeys/pick_up', 1795482000000, 1795482000000, 'done'),
	('demo', '群发早报', 1795484400000, 1795484400000, 'done'),
	('demo', '新人第2天', 1795486800000, 1795486800000, 'done'),
	('demo', '新人第5天', 1795486800000, 1795486800000, 'done'),
	('demo', '·journeys/沉睡路', 1795487400000, 1795487400000, 'done'),
	('demo', '·journeys/审批路', 1795500000000, 1795500000000, 'done'),
	('demo', '好久不见', 1795521600000, 1795521600000, 'done'),
	('demo', '周中投票', 1795524000000, 1795524000000, 'done'),
	('demo', '晚间提醒', 1795525200000, 1795525200000, 'done'),
	('far', '山谷晚安', 1795535700000, 1795535700000, 'done'),
	('demo', '·lottery/prepare', 1795536000000, 1795536000000, 'done'),
	('far', '山谷末班', 1795536720000, 1795536720000, 'done'),
	('demo', '·badges/look', 1795536900000, 1795536900000, 'done'),
	('far', '·levels/settle', 1795544700000, 1795544700000, 'done'),
	('page', '沙盒早安', 1795562700000, 1795562700000, 'done'),
	('demo', '早安', 1795564800000, 1795564800000, 'done'),
	('demo', '·journeys/pick_up', 1795568400000, 1795568400000, 'done'),
	('demo', '群发早报', 1795570800000, 1795570800000, 'done'),
	('demo', '铁粉早茶', 1795572600000, 1795572600000, 'done'),
	('demo', '新人第2天', 1795573200000, 1795573200000, 'done'),
	('demo', '新人第5天', 1795573200000, 1795573200000, 'done'),
	('demo', '待批', 1795579200000, 1795579200000, 'done'),
	('demo', '午休', 1795582800000, 1795582800000, 'paused'),
	('demo', '下午茶时间，歇一歇吧', 1795595400000, 1795595400000, 'done'),
	('demo', '表扬', 1795609800000, 1795609800000, 'done'),
	('demo', '晚间提醒', 1795611600000, 1795611600000, 'done'),
	('page', '·levels/settle', 1795619400000, 1795619400000, 'done'),
	('demo', '·levels/settle', 1795623000000, 1795623000000, 'done'),
	('demo', '·badges/look', 1795623300000, 1795623300000, 'done'),
	('far', '·levels/settle', 1795631100000, 1795631100000, 'done'),
	('demo', '早安', 1795651200000, 1795651200000, 'done'),
	('demo', '·journeys/pick_up', 1795654800000, 1795654800000, 'done'),
	('demo', '新人第1天', 1795659600000, 1795659600000, 'done'),
	('demo', '新人第3天', 1795659600000, 1795659600000, 'done'),
	('demo', '新人第7天', 1795659600000, 1795659600000, 'done'),
	('demo', '·journeys/审批路', 1795672800000, 1795672800000, 'done'),
	('demo', '晚间提醒', 1795698000000, 1795698000000, 'done'),
	('page', '·levels/settle', 1795705800000, 1795705800000, 'done'),
	('demo', '·levels/settle', 1795709400000, 1795709400000, 'done'),
	('demo', '·badges/look', 1795709700000, 1795709700000, 'done'),
	('far', '·levels/settle', 1795717500000, 1795717500000, 'done'),
	('page', '沙盒早安', 1795735500000, 1795735500000, 'done'),
	('demo', '·journeys/pick_up', 1795741200000, 1795741200000, 'done'),
	('demo', '新人第1天', 1795746000000, 1795746000000, 'done'),
	('demo', '新人第3天', 1795746000000, 1795746000000, 'done'),
	('demo', '新人第7天', 1795746000000, 1795746000000, 'done'),
	('demo', '·journeys/审批路', 1795759200000, 1795759200000, 'done'),
	('far', '山谷晚安', 1795794900000, 1795794900000, 'done'),
	('demo', '·lottery/prepare', 1795795200000, 1795795200000, 'done'),
	('far', '山谷末班', 1795795920000, 1795795920000, 'done'),
	('far', '·lottery/prepare', 1795803300000, 1795803300000, 'done'),
	('far', '·badges/look', 1795804200000, 1795804200000, 'done'),
	('demo', '·journeys/歇脚路', 1795827600000, 1795827600000, 'done'),
	('demo', '新人第1天', 1795832400000, 1795832400000, 'done'),
	('demo', '新人第3天', 1795832400000, 1795832400000, 'done'),
	('demo', '新人第7天', 1795832400000, 1795832400000, 'done'),
	('demo', '·journeys/旧路', 1795849200000, 1795849200000, 'done'),
	('page', '·levels/settle', 1795878600000, 1795878600000, 'done'),
	('demo', '·levels/settle', 1795882200000, 1795882200000, 'done'),
	('demo', '·badges/look', 1795882500000, 1795882500000, 'done'),
	('far', '·levels/settle', 1795890300000, 1795890300000, 'done'),
	('page', '沙盒早安', 1795908300000, 1795908300000, 'done'),
	('demo', '·journeys/pick_up', 1795914000000, 1795914000000, 'done'),
	('demo', '新人第1天', 1795918800000, 1795918800000, 'done'),
	('demo', '新人第3天', 1795918800000, 1795918800000, 'done'),
	('demo', '新人第7天', 1795918800000, 1795918800000, 'done'),
	('demo', '回店·预热1', 1795921800000, 1795921800000, 'done'),
	('demo', '·journeys/审批路', 1795932000000, 1795932000000, 'done'),
	('demo', '双旦·预热1', 1795954200000, 1795954200000, 'done'),
	('demo', '晚间提醒', 1795957200000, 1795957200000, 'done'),
	('page', '·levels/settle', 1795965000000, 1795965000000, 'done'),
	('demo', '·levels/settle', 1795968600000, 1795968600000, 'done'),
	('demo', '·badges/look', 1795968900000, 1795968900000, 'done'),
	('far', '·levels/settle', 1795976700000, 1795976700000, 'done'),
	('demo', '早安', 1795996800000, 1795996800000, 'done'),
	('demo', '·journeys/pick_up', 1796000400000, 1796000400000, 'done'),
	('demo', '新人第1天', 1796005200000, 1796005200000, 'done'),
	('demo', '新人第3天', 1796005200000, 1796005200000, 'done'),
	('demo', '新人第7天', 1796005200000, 1796005200000, 'done'),
	('demo', '·journeys/沉睡路', 1796005800000, 1796005800000, 'done'),
	('demo', '·journeys/审批路', 1796018400000, 1796018400000, 'done'),
	('demo', '双旦·预热1', 1796040600000, 1796040600000, 'done'),
	('demo', '新人第5天', 1795832400000, 1795832400000, 'done'),
	('demo', '·journeys/沉睡路', 1795833000000, 1795833000000, 'done'),
	('far', '·expiry/give_notice', 1795839300000, 1795839300000, 'done'),
	('demo', '·journeys/审批路', 1795845600000, 1795845600000, 'done'),
	('demo', '双旦·预热1', 1795867800000, 1795867800000, 'done'),
	('demo', '晚间提醒', 1795870800000, 1795870800000, 'done'),
	('far', '山谷晚安', 1795881300000, 1795881300000, 'done'),
	('demo', '·lottery/prepare', 1795881600000, 1795881600000, 'done'),
	('far', '山谷末班', 1795882320000, 1795882320000, 'done'),
	('far', '·lottery/prepare', 1795889700000, 1795889700000, 'done'),
	('far', '·badges/look', 1795890600000, 1795890600000, 'done'),
	('demo', '·journeys/歇脚路', 1795914000000, 1795914000000, 'done'),
	('demo', '新人第2天', 1795918800000, 1795918800000, 'done'),
	('demo', '新人第5天', 1795918800000, 1795918800000, 'done'),
	('demo', '·journeys/沉睡路', 1795919400000, 1795919400000, 'done'),
	('far', '·expiry/give_notice', 1795925700000, 1795925700000, 'done'),
	('demo', '·journeys/旧路', 1795935600000, 1795935600000, 'done'),
	('far', '山谷晚安', 1795967700000, 1795967700000, 'done'),
	('demo', '·lottery/prepare', 1795968000000, 1795968000000, 'done'),
	('far', '山谷末班', 1795968720000, 1795968720000, 'done'),
	('far', '·lottery/prepare', 1795976100000, 1795976100000, 'done'),
	('far', '·badges/look', 1795977000000, 1795977000000, 'done'),
	('demo', '·journeys/歇脚路', 1796000400000, 1796000400000, 'done'),
	('demo', '新人第2天', 1796005200000, 1796005200000, 'done'),
	('demo', '新人第5天', 1796005200000, 1796005200000, 'done'),
	('demo', '回店·预热1', 1796008200000, 1796008200000, 'done'),
	('demo', '待批', 1796011200000, 1796011200000, 'unapproved'),
	('demo', '午休', 1796014800000, 1796014800000, 'paused'),
	('demo', '暖冬·正式1', 1796026200000, 1796026200000, 'done'),
	('demo', '好久不见', 1796040000000, 1796040000000, 'done'),
	('page', '·levels/decay', 1796052000000, 1796052000000, 'done'),
	('far', '山谷晚安', 1796054100000, 1796054100000, 'done'),
	('demo', '·lottery/prepare', 1796054400000, 1796055610000, 'done'),
	('demo', '夜半', 1796055300000, 1796055610000, 'held'),
	('demo', '晚间提醒', 1796043600000, 1796043600000, 'done'),
	('page', '·levels/settle', 1796051400000, 1796051400000, 'done'),
	('demo', '·expiry/begin', 1796054400000, 1796055610000, 'done'),
	('demo', '·budget/fill', 1796054400000, 1796055610000, 'done'),
	('demo', '·journeys/月初路', 1796054700000, 1796055610000, 'done'),
	('demo', '·levels/settle', 1796055000000, 1796055610000, 'done'),
	('far', '山谷末班', 1796055120000, 1796055610000, 'done'),
	('demo', '·badges/look', 1796055300000, 1796055610000, 'done'),
	('demo', '·levels/decay', 1796055600000, 1796055610000, 'done');

INSERT INTO public.seat VALUES
	('chat', '小明', 'far');

INSERT INTO public.send VALUES
	(65, 'side/far', 1796054100000);

INSERT INTO public.sop_clock VALUES
	('demo', NULL),
	('far', NULL),
	('page', NULL),
	('', 1796054100000);

INSERT INTO public.speech VALUES
	(5, 'a15fbcb41b7be362', 1794526200000),
	(7, '3b9f6d21d9c055de', 1795915800000),
	(22, '7497bba7450f1478', 1796036400000),
	(24, 'e8165be91e5699b4', 1796036400000);

INSERT INTO public.state VALUES
	('far', 'welcome', '{"users":[]}'),
	('page', 'sandbox', '{"came":["阿三"],"went":["阿二"]}'),
	('page', 'welcome', '{"users":[]}'),
	('', 'sandbox clock', '{"seconds":3081000.0}'),
	('demo', 'welcome', '{"users":["末班"]}');

INSERT INTO public.stranger VALUES
	('chat', 'unknown-chat', '2026-11-30', 1796036400000);

INSERT INTO public.tag VALUES
	(6, '老客户', '小助理', 1792972800000),
	(6, '旧友', '小助理', 1792972800000),
	(7, '同行', '小助理', 1792972800000);

INSERT INTO public.task VALUES
	(1, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1793065200000),
	(2, 'demo', '群发', '海报', '早上好，大家来喝茶。', '', '', 10, '数字', 0, '小助理', 1793147400000),
	(3, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1793151600000),
	(4, 'demo', '邀约', '给 小红、阿闲、阿冬 打个电话', '给 小红、阿闲、阿冬 打个电话', '', '', 0, '', 0, '', 1793189700000),
	(5, 'demo', '邀约', '给 小刚、阿静、阿秋 打个电话', '给 小刚、阿静、阿秋 打个电话', '', '', 0, '', 0, '', 1793189700000),
	(6, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1793756400000),
	(7, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1794274800000),
	(8, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1794361200000),
	(9, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1794879600000),
	(10, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1794966000000),
	(11, 'demo', '邀约', '给 阿新 打个电话', '给 阿新 打个电话', '', '', 0, '', 0, '', 1795263300000),
	(12, 'demo', '回访', '回访 小明', '问问鞋合不合脚', '', '', 0, '文字', 0, '小助理', 1795395600000),
	(13, 'demo', '回访', '回访 小红', '问问', '', '', 0, '文字', 0, '小助理', 1795395600000),
	(14, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1795484400000),
	(15, 'demo', '群发', '早报', '早上好！今天有新鲜的橙子。', '', '', 5, '数字', 0, '', 1795570800000),
	(16, 'demo', '邀约', '给 小刚 打个电话', '给 小刚 打个电话', '', '', 0, '', 0, '', 1795608900000),
	(17, 'demo', '群发', '回店·预热', '请大家常来坐坐。', '', '', 0, '', 0, '', 1795921800000),
	(18, 'demo', '群发', '回店·预热', '请大家常来坐坐。', '', '', 0, '', 0, '', 1796008200000),
	(19, 'demo', '邀约', '请老客来坐坐', '请老客来坐坐', '', '', 20, '', 1, '小助理', 1796036400000),
	(20, 'demo', '学习', '看产品手册', '看产品手册', '', '', 5, '文字', 0, '群主', 1796036400000),
	(21, 'demo', '标签', '整理标签', '整理标签', '', '', 0, '', 0, '群主', 1796036400000),
	(22, 'demo', '社群SOP', '发晚安', '发晚安', '', '', 0, '', 0, '小助理', 1796036400000),
	(23, 'far', '学习', '看地图', '看地图', '', '', 60, '', 0, '阿山', 1796036400000),
	(24, 'far', '学习', '看地图', '看地图', '', '', 130, '', 0, '阿山', 1796036400000),
	(25, 'far', '邀约', '请山下的人来', '请山下的人来', '', '', 0, '', 0, '阿山', 1796036400000),
	(26, 'demo', '群发', '晚安海报', '晚安，好梦。', '', '', 0, '', 0, '小助理', 1796036400000),
	(27, 'demo', '群发', '早安海报', '早安。', '', '', 0, '', 0, '小助理', 1796036400000);

INSERT INTO public.task_about VALUES
	(4, 4, 6, '2026-10-28', 5),
	(4, 4, 8, '2026-10-28', 0),
	(4, 4, 10, '2026-10-28', 0),
	(5, 3, 7, '2026-10-28', 2),
	(5, 3, 9, '2026-10-28', 0),
	(5, 3, 11, '2026-10-28', 0),
	(11, 3, 21, '2026-11-21', 0),
	(12, 2, 5, '2026-11-23', 0),
	(13, 2, 6, '2026-11-23', 0),
	(16, 3, 7, '2026-11-25', 0),
	(19, 3, 5, '2026-11-30', 4),
	(19, 3, 6, '2026-11-30', 1),
	(19, 4, 5, '2026-11-30', 4),
	(19, 4, 6, '2026-11-30', 1);

INSERT INTO public.task_part VALUES
	(1, 3, 1793065200000, 1793076000000, 'open', 0, '', NULL),
	(1, 4, 1793065200000, 1793076000000, 'open', 0, '', NULL),
	(2, 3, 1793147400000, 1793188800000, 'done', 0, '12', 1793147400000),
	(3, 3, 1793151600000, 1793162400000, 'open', 0, '', NULL),
	(3, 4, 1793151600000, 1793162400000, 'open', 0, '', NULL),
	(4, 4, 1793189700000, 1793261700000, 'open', 0, '', NULL),
	(5, 3, 1793189700000, 1793261700000, 'open', 0, '', NULL),
	(2, 4, 1793147400000, 1793268000000, 'open', 1, '', NULL),
	(6, 3, 1793756400000, 1793767200000, 'open', 0, '', NULL),
	(6, 4, 1793756400000, 1793767200000, 'open', 0, '', NULL),
	(7, 3, 1794274800000, 1794285600000, 'open', 0, '', NULL),
	(7, 4, 1794274800000, 1794285600000, 'open', 0, '', NULL),
	(8, 3, 1794361200000, 1794372000000, 'open', 0, '', NULL),
	(8, 4, 1794361200000, 1794372000000, 'open', 0, '', NULL),
	(9, 3, 1794879600000, 1794890400000, 'open', 0, '', NULL),
	(9, 4, 1794879600000, 1794890400000, 'open', 0, '', NULL),
	(10, 3, 1794966000000, 1794976800000, 'open', 0, '', NULL),
	(10, 4, 1794966000000, 1794976800000, 'open', 0, '', NULL),
	(11, 3, 1795263300000, 1795335300000, 'open', 0, '', NULL),
	(12, 2, 1795395600000, 1796108400000, 'open', 0, '', NULL),
	(13, 2, 1795395600000, 1796263200000, 'open', 0, '', NULL),
	(14, 3, 1795484400000, 1795495200000, 'open', 0, '', NULL),
	(14, 4, 1795484400000, 1795495200000, 'open', 0, '', NULL),
	(15, 3, 1795570800000, 1795581600000, 'open', 0, '', NULL),
	(15, 4, 1795570800000, 1795581600000, 'open', 0, '', NULL),
	(16, 3, 1795608900000, 1795680900000, 'open', 0, '', NULL),
	(17, 3, 1795921800000, 1795932600000, 'open', 0, '', NULL),
	(17, 4, 1795921800000, 1795932600000, 'open', 0, '', NULL),
	(18, 3, 1796008200000, 1796019000000, 'open', 0, '', NULL),
	(18, 4, 1796008200000, 1796019000000, 'open', 0, '', NULL),
	(19, 4, 1796036400000, 1796119200000, 'open', 0, '', NULL),
	(19, 3, 1796036400000, 1796119200000, 'waiting', 0, '请到两位', 1796036400000),
	(20, 3, 1796036400000, 1796194800000, 'open', 1, '', NULL),
	(21, 4, 1796036400000, 1796270400000, 'withdrawn', 0, '', NULL),
	(22, 4, 1796036400000, 1796040000000, 'open', 0, '', NULL),
	(23, 14, 1796036400000, 1796127300000, 'done', 0, '', 1796036400000),
	(24, 14, 1796036400000, 1796127300000, 'done', 0, '', 1796036400000),
	(25, 14, 1796036400000, 1796145300000, 'open', 0, '', NULL),
	(26, 4, 1796036400000, 1796057700000, 'open', 0, '', NULL),
	(27, 4, 1796036400000, 1796057700000, 'open', 0, '', NULL);

INSERT INTO public.task_step VALUES
	(1, 1, 3, 'given', '', '', 1793065200000),
	(2, 1, 4, 'given', '', '', 1793065200000),
	(3, 2, 3, 'given', '', '小助理', 1793147400000),
	(4, 2, 4, 'given', '', '小助理', 1793147400000),
	(5, 2, 3, 'reported', '12', '店员', 1793147400000),
	(6, 3, 3, 'given', '', '', 1793151600000),
	(7, 3, 4, 'given', '', '', 1793151600000),
	(8, 4, 4, 'given', '', '', 1793189700000),
	(9, 5, 3, 'given', '', '', 1793189700000),
	(10, 2, 4, 'postponed', '店里忙', '店长', 1793190600000),
	(11, 6, 3, 'given', '', '', 1793756400000),
	(12, 6, 4, 'given', '', '', 1793756400000),
	(13, 7, 3, 'given', '', '', 1794274800000),
	(14, 7, 4, 'given', '', '', 1794274800000),
	(15, 8, 3, 'given', '', '', 1794361200000),
	(16, 8, 4, 'given', '', '', 1794361200000),
	(17, 9, 3, 'given', '', '', 1794879600000),
	(18, 9, 4, 'given', '', '', 1794879600000),
	(19, 10, 3, 'given', '', '', 1794966000000),
	(20, 10, 4, 'given', '', '', 1794966000000),
	(21, 11, 3, 'given', '', '', 1795263300000),
	(22, 12, 2, 'given', '问问鞋合不合脚', '小助理', 1795395600000),
	(23, 13, 2, 'given', '问问', '小助理', 1795395600000),
	(24, 14, 3, 'given', '', '', 1795484400000),
	(25, 14, 4, 'given', '', '', 1795484400000),
	(26, 15, 3, 'given', '', '', 1795570800000),
	(27, 15, 4, 'given', '', '', 1795570800000),
	(28, 16, 3, 'given', '', '', 1795608900000),
	(29, 17, 3, 'given', '', '', 1795921800000),
	(30, 17, 4, 'given', '', '', 1795921800000),
	(31, 18, 3, 'given', '', '', 1796008200000),
	(32, 18, 4, 'given', '', '', 1796008200000),
	(33, 19, 3, 'given', '', '小助理', 1796036400000),
	(34, 19, 4, 'given', '', '小助理', 1796036400000),
	(35, 19, 3, 'reported', '请到两位', '店员', 1796036400000),
	(36, 20, 3, 'given', '', '群主', 1796036400000),
	(37, 20, 3, 'postponed', '今天太忙', '店员', 1796036400000),
	(38, 21, 4, 'given', '', '群主', 1796036400000),
	(39, 21, 4, 'withdrawn', '', '群主', 1796036400000),
	(40, 22, 4, 'given', '', '小助理', 1796036400000),
	(41, 23, 14, 'given', '', '阿山', 1796036400000),
	(42, 23, 14, 'reported', '', '阿岭', 1796036400000),
	(43, 24, 14, 'given', '', '阿山', 1796036400000),
	(44, 24, 14, 'reported', '', '阿岭', 1796036400000),
	(45, 25, 14, 'given', '', '阿山', 1796036400000),
	(46, 26, 4, 'given', '', '小助理', 1796036400000),
	(47, 27, 4, 'given', '', '小助理', 1796036400000);

INSERT INTO public.timer VALUES
	(28, 'demo', 'birthday', '5', 1796173200000, '{}'),
	(29, 'demo', 'birthday', '6', 1796346000000, '{}'),
	(117, 'demo', 'journeys', 'walk 1796178600000 2 沉睡路', 1796178600000, '{}'),
	(150, 'demo', 'journeys', 'walk 1797042600000 2 沉睡路', 1797042600000, '{}'),
	(154, 'demo', 'tasks', 'soon 12 1796108400000', 1796104800000, '{}'),
	(155, 'demo', 'tasks', 'late 12 1796108400000', 1796108400000, '{}'),
	(156, 'demo', 'tasks', 'soon 13 1796263200000', 1796259600000, '{}'),
	(157, 'demo', 'tasks', 'late 13 1796263200000', 1796263200000, '{}'),
	(159, 'demo', 'journeys', 'walk 1797164100000 2 沉睡路', 1797164100000, '{}'),
	(172, 'demo', 'journeys', 'walk 1796108400000 1 旧路', 1796108400000, '{}'),
	(175, 'demo', 'mall', 'EHZU-7F', 1796140800000, '{}'),
	(176, 'demo', 'mall', 'HC8B-R2', 1796140800000, '{}'),
	(183, 'demo', 'journeys', 'walk 1796090400000 1 新人路', 1796090400000, '{}'),
	(186, 'demo', 'mall', 'TZ5A-3T', 1796227200000, '{}'),
	(187, 'demo', 'mall', 'A6FX-UA', 1796313600000, '{}'),
	(188, 'demo', 'polls', '9', 1796126400000, '{}'),
	(189, 'demo', 'polls', '10', 1796270400000, '{}'),
	(190, 'demo', 'polls', '11', 1796174100000, '{}'),
	(191, 'demo', 'tasks', 'soon 19 1796119200000', 1796115600000, '{}'),
	(192, 'demo', 'tasks', 'late 19 1796119200000', 1796119200000, '{}'),
	(193, 'demo', 'tasks', 'soon 20 1796184000000', 1796180400000, '{}'),
	(194, 'demo', 'tasks', 'late 20 1796184000000', 1796184000000, '{}'),
	(195, 'demo', 'tasks', 'soon 20 1796194800000', 1796191200000, '{}'),
	(196, 'demo', 'tasks', 'late 20 1796194800000', 1796194800000, '{}'),
	(197, 'demo', 'tasks', 'soon 21 1796270400000', 1796266800000, '{}'),
	(198, 'demo', 'tasks', 'late 21 1796270400000', 1796270400000, '{}'),
	(200, 'far', 'tasks', 'soon 23 1796127300000', 1796125500000, '{}'),
	(201, 'far', 'tasks', 'late 23 1796127300000', 1796127300000, '{}'),
	(202, 'far', 'tasks', 'soon 24 1796127300000', 1796125500000, '{}'),
	(203, 'far', 'tasks', 'late 24 1796127300000', 1796127300000, '{}'),
	(204, 'far', 'tasks', 'soon 25 1796145300000', 1796143500000, '{}'),
	(205, 'far', 'tasks', 'late 25 1796145300000', 1796145300000, '{}'),
	(210, 'demo', 'tasks', 'late 27 1796057700000', 1796057700000, '{}'),
	(219, 'demo', 'timetable', '1796055300000 夜半', 1796079600000, '{}'),
	(208, 'demo', 'tasks', 'late 26 1796057700000', 1796057700000, '{}'),
	(211, 'demo', 'welcome', 'greet', 1796055660000, '{}'),
	(212, 'demo', 'journeys', 'walk 1796055600000 0 新人路', 1796055600000, '{}'),
	(213, 'demo', 'expiry', '2026-11:0', 1796054400000, '{"month":"2026-11-01","first":"member:1","last":"member:19"}'),
	(214, 'demo', 'expiry', '2026-11:1', 1796054400000, '{"month":"2026-11-01","first":"member:22","last":"member:6"}'),
	(215, 'demo', 'expiry', '2026-11:2', 1796054400000, '{"month":"2026-11-01","first":"member:7","last":"member:9"}'),
	(216, 'demo', 'journeys', 'enter 1796054700000 3 月初路', 1796054700000, '{}'),
	(217, 'demo', 'levels', 'announce', 1796087100000, '{}'),
	(218, 'demo', 'levels', 'settle 2026-11-30 2', 1796055000000, '{}'),
	(220, 'demo', 'badges', 'announce', 1796087400000, '{}'),
	(221, 'demo', 'badges', '2026-11-30 2', 1796055300000, '{}'),
	(222, 'demo', 'levels', 'decay 2026-12-01 9', 1796055600000, '{}');

INSERT INTO public.transcript VALUES
	(1, 'page', '群伴', '[{"type":"text","text":"沙盒早上好。"}]', 1795389900000),
	(2, 'page', '群伴', '[{"type":"text","text":"沙盒早上好。"}]', 1795562700000),
	(3, 'page', '群伴', '[{"type":"text","text":"沙盒早上好。"}]', 1795735500000),
	(4, 'page', '群伴', '[{"type":"text","text":"沙盒早上好。"}]', 1795908300000),
	(5, 'page', '', '[{"type":"text","text":"阿三 加入了群聊"}]', 1796036400000),
	(6, 'page', '阿三', '[{"type":"text","text":"签到"}]', 1796036400000),
	(7, 'page', '群伴', '[{"type":"text","text":"阿三 签到成功！连续 1 天，+10 积分，现有 10 分。再签 6 天多得 30 分。"}]', 1796036400000),
	(8, 'page', '', '[{"type":"text","text":"阿二 退出了群聊"}]', 1796036400000),
	(9, 'page', '阿一', '[{"type":"text","text":"看看我拍的"},{"type":"picture","digest":"fa174f73a6ee12683d684a57d87d5bd12ef4c0233fb0782004090f3271967b16","alt":"图片"}]', 1796036400000),
	(10, 'page', '群伴', '[{"type":"text","text":"欢迎 "},{"type":"mention","user":"阿三","name":"阿三"},{"type":"text","text":" 加入沙盒群！按下面的格式介绍一下自己吧，介绍完有 20 积分～\n我叫：【名字或昵称】\n年龄：【如 28】\n我喜欢：【爱好，如唱歌、爬山】\n我擅长：【技能，如做饭、养花】\n我期望：【进群想得到什么】"}]', 1796036460000);

SELECT pg_catalog.setval('public.arrear_id_seq', 5, true);

SELECT pg_catalog.setval('public.audit_id_seq', 73, true);

SELECT pg_catalog.setval('public.entry_id_seq', 187, true);

SELECT pg_catalog.setval('public.friend_report_id_seq', 2, true);

SELECT pg_catalog.setval('public.journey_id_seq', 43, true);

SELECT pg_catalog.setval('public.level_change_id_seq', 7, true);

SELECT pg_catalog.setval('public.lottery_draw_id_seq', 10, true);

SELECT pg_catalog.setval('public.mall_order_id_seq', 10, true);

SELECT pg_catalog.setval('public.member_id_seq', 25, true);

SELECT pg_catalog.setval('public.outbox_id_seq', 296, true);

SELECT pg_catalog.setval('public.poll_id_seq', 11, true);

SELECT pg_catalog.setval('public.proposal_id_seq', 8, true);

SELECT pg_catalog.setval('public.purchase_id_seq', 3, true);

SELECT pg_catalog.setval('public.send_id_seq', 65, true);

SELECT pg_catalog.setval('public.task_id_seq', 27, true);

SELECT pg_catalog.setval('public.task_step_id_seq', 47, true);

SELECT pg_catalog.setval('public.timer_id_seq', 222, true);

SELECT pg_catalog.setval('public.transcript_id_seq', 10, true);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (group_id, unit, holder);

ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (member_id, day);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.arrear
    ADD CONSTRAINT arrear_key_key UNIQUE (key);

ALTER TABLE ONLY public.arrear
    ADD CONSTRAINT arrear_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_pkey PRIMARY KEY (member_id, name);

ALTER TABLE ONLY public.binding
    ADD CONSTRAINT binding_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.birthday
    ADD CONSTRAINT birthday_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.cap
    ADD CONSTRAINT cap_pkey PRIMARY KEY (member_id, source, day);

ALTER TABLE ONLY public.checkin
    ADD CONSTRAINT checkin_pkey PRIMARY KEY (member_id, day);

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_key_key UNIQUE (key);

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.friend_report
    ADD CONSTRAINT friend_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (channel, key);

ALTER TABLE ONLY public.interest
    ADD CONSTRAINT interest_pkey PRIMARY KEY (member_id, word);

ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.journey
    ADD CONSTRAINT journey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lane
    ADD CONSTRAINT lane_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.level_change
    ADD CONSTRAINT level_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.level
    ADD CONSTRAINT level_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.lottery_draw
    ADD CONSTRAINT lottery_draw_group_id_day_number_key UNIQUE (group_id, day, number);

ALTER TABLE ONLY public.lottery_draw
    ADD CONSTRAINT lottery_draw_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lottery_seed
    ADD CONSTRAINT lottery_seed_pkey PRIMARY KEY (group_id, day);

ALTER TABLE ONLY public.mall_order
    ADD CONSTRAINT mall_order_code_key UNIQUE (code);

ALTER TABLE ONLY public.mall_order
    ADD CONSTRAINT mall_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mall_step
    ADD CONSTRAINT mall_step_pkey PRIMARY KEY (order_id, state);

ALTER TABLE ONLY public.mall_stock
    ADD CONSTRAINT mall_stock_pkey PRIMARY KEY (group_id, item);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_user_id_group_id_key UNIQUE (user_id, group_id);

ALTER TABLE ONLY public.opt_out
    ADD CONSTRAINT opt_out_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_key_key UNIQUE (key);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.picture
    ADD CONSTRAINT picture_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY public.plan_approval
    ADD CONSTRAINT plan_approval_pkey PRIMARY KEY (group_id, plan, version);

ALTER TABLE ONLY public.plan_pause
    ADD CONSTRAINT plan_pause_pkey PRIMARY KEY (group_id, plan);

ALTER TABLE ONLY public.poll
    ADD CONSTRAINT poll_group_id_number_key UNIQUE (group_id, number);

ALTER TABLE ONLY public.poll_option
    ADD CONSTRAINT poll_option_pkey PRIMARY KEY (poll_id, number);

ALTER TABLE ONLY public.poll
    ADD CONSTRAINT poll_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.poll_vote
    ADD CONSTRAINT poll_vote_pkey PRIMARY KEY (poll_id, member_id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.purchase
    ADD CONSTRAINT purchase_group_id_number_key UNIQUE (group_id, number);

ALTER TABLE ONLY public.purchase
    ADD CONSTRAINT purchase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (group_id, plan, moment);

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_pkey PRIMARY KEY (channel, user_id);

ALTER TABLE ONLY public.send
    ADD CONSTRAINT send_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sop_clock
    ADD CONSTRAINT sop_clock_pkey PRIMARY KEY (group_id);

ALTER TABLE ONLY public.speech
    ADD CONSTRAINT speech_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_pkey PRIMARY KEY (group_id, feature);

ALTER TABLE ONLY public.stranger
    ADD CONSTRAINT stranger_pkey PRIMARY KEY (channel, chat_id);

ALTER TABLE ONLY public.tag
    ADD CONSTRAINT tag_pkey PRIMARY KEY (member_id, name);

ALTER TABLE ONLY public.task_about
    ADD CONSTRAINT task_about_pkey PRIMARY KEY (task_id, member_id, about_id);

ALTER TABLE ONLY public.task_part
    ADD CONSTRAINT task_part_pkey PRIMARY KEY (task_id, member_id);

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.task_step
    ADD CONSTRAINT task_step_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.timer
    ADD CONSTRAINT timer_group_id_feature_key_key UNIQUE (group_id, feature, key);

ALTER TABLE ONLY public.timer
    ADD CONSTRAINT timer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transcript
    ADD CONSTRAINT transcript_pkey PRIMARY KEY (id);

CREATE INDEX account_by_balance ON public.account USING btree (group_id, unit, balance) WHERE (member_id IS NOT NULL);

CREATE INDEX arrear_by_group ON public.arrear USING btree (group_id, id);

CREATE INDEX arrear_by_member ON public.arrear USING btree (member_id);

CREATE INDEX audit_by_group ON public.audit USING btree (group_id, id);

CREATE INDEX badge_untold ON public.badge USING btree (group_id) WHERE (told = 0);

CREATE INDEX binding_by_staff ON public.binding USING btree (staff_id);

CREATE INDEX entry_by_source ON public.entry USING btree (source, id) WHERE ((source)::text <> 'issuer'::text);

CREATE INDEX entry_by_target ON public.entry USING btree (target, id) WHERE ((target)::text <> 'issuer'::text);

CREATE UNIQUE INDEX entry_reversed_once ON public.entry USING btree (reverses) WHERE (reverses IS NOT NULL);

CREATE INDEX friend_report_by_day ON public.friend_report USING btree (group_id, day);

CREATE INDEX friend_report_by_member ON public.friend_report USING btree (member_id, day);

CREATE INDEX interest_by_word ON public.interest USING btree (group_id, word);

CREATE INDEX invitation_by_inviter ON public.invitation USING btree (inviter_id);

CREATE INDEX journey_by_member ON public.journey USING btree (member_id, name, began_at);

CREATE INDEX journey_by_step ON public.journey USING btree (group_id, name, step, due_at);

CREATE UNIQUE INDEX journey_once_at_a_time ON public.journey USING btree (member_id, name) WHERE (ended_at IS NULL);

CREATE INDEX level_change_by_member ON public.level_change USING btree (member_id, id);

CREATE INDEX level_change_untold ON public.level_change USING btree (group_id, id) WHERE (told = 0);

CREATE INDEX lottery_draw_by_member ON public.lottery_draw USING btree (member_id, id);

CREATE INDEX lottery_draw_by_prize ON public.lottery_draw USING btree (group_id, prize);

CREATE INDEX mall_order_by_group ON public.mall_order USING btree (group_id, state, id);

CREATE INDEX mall_order_by_member ON public.mall_order USING btree (member_id, id);

CREATE INDEX member_by_group ON public.member USING btree (group_id);

CREATE INDEX outbox_by_claim ON public.outbox USING btree (lane, claimed_at);

CREATE INDEX outbox_by_group ON public.outbox USING btree (group_id, state, id);

CREATE INDEX outbox_by_lane ON public.outbox USING btree (state, lane, id);

CREATE INDEX poll_by_state ON public.poll USING btree (group_id, state);

CREATE INDEX proposal_by_group ON public.proposal USING btree (group_id, outcome, expires);

CREATE INDEX proposal_by_proposer ON public.proposal USING btree (group_id, proposer, id);

CREATE INDEX purchase_by_member ON public.purchase USING btree (member_id, id);

CREATE INDEX send_by_lane ON public.send USING btree (lane, at);

CREATE INDEX tag_by_name ON public.tag USING btree (name, member_id);

CREATE INDEX task_about_by_about ON public.task_about USING btree (about_id);

CREATE INDEX task_by_group ON public.task USING btree (group_id, at);

CREATE INDEX task_part_by_member ON public.task_part USING btree (member_id, state);

CREATE INDEX task_step_by_part ON public.task_step USING btree (task_id, member_id);

CREATE INDEX timer_by_due ON public.timer USING btree (due_at);

CREATE INDEX transcript_by_group ON public.transcript USING btree (group_id, id);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.audit_append_only();

CREATE TRIGGER entry_append_only BEFORE DELETE OR UPDATE ON public.entry FOR EACH ROW EXECUTE FUNCTION public.entry_append_only();

CREATE TRIGGER friend_report_append_only BEFORE DELETE OR UPDATE ON public.friend_report FOR EACH ROW EXECUTE FUNCTION public.friend_report_append_only();

CREATE TRIGGER task_step_append_only BEFORE DELETE OR UPDATE ON public.task_step FOR EACH ROW EXECUTE FUNCTION public.task_step_append_only();

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.arrear
    ADD CONSTRAINT arrear_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.binding
    ADD CONSTRAINT binding_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.binding
    ADD CONSTRAINT binding_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.birthday
    ADD CONSTRAINT birthday_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.cap
    ADD CONSTRAINT cap_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_reverses_fkey FOREIGN KEY (reverses) REFERENCES public.entry(id);

ALTER TABLE ONLY public.friend_report
    ADD CONSTRAINT friend_report_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.interest
    ADD CONSTRAINT interest_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.journey
    ADD CONSTRAINT journey_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.level_change
    ADD CONSTRAINT level_change_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.level
    ADD CONSTRAINT level_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.lottery_draw
    ADD CONSTRAINT lottery_draw_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.mall_order
    ADD CONSTRAINT mall_order_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.mall_step
    ADD CONSTRAINT mall_step_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.mall_order(id);

ALTER TABLE ONLY public.opt_out
    ADD CONSTRAINT opt_out_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.poll_option
    ADD CONSTRAINT poll_option_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES public.poll(id);

ALTER TABLE ONLY public.poll_vote
    ADD CONSTRAINT poll_vote_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.poll_vote
    ADD CONSTRAINT poll_vote_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES public.poll(id);

ALTER TABLE ONLY public.purchase
    ADD CONSTRAINT purchase_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.speech
    ADD CONSTRAINT speech_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.tag
    ADD CONSTRAINT tag_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.task_about
    ADD CONSTRAINT task_about_about_id_fkey FOREIGN KEY (about_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.task_about
    ADD CONSTRAINT task_about_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.task_about
    ADD CONSTRAINT task_about_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);

ALTER TABLE ONLY public.task_part
    ADD CONSTRAINT task_part_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.task_part
    ADD CONSTRAINT task_part_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);

ALTER TABLE ONLY public.task_step
    ADD CONSTRAINT task_step_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.task_step
    ADD CONSTRAINT task_step_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.task(id);

