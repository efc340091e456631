/** What the API answers. Names are those of the casebook's tables. */

export interface Span {
  start: number
  end: number
}

export type FacetValue = [value: string | null, n: number, name?: string]

export interface Page<Row> {
  rows: Row[]
  /** The number of the last judgement that the answer knows of. */
  seen?: number
  total: number
  next: string | null
  /** By facet: value, number of rows it would leave, and a name where the value is an identifier. */
  facets: Record<string, FacetValue[]>
  label: string
}

export interface CasebookInfo {
  name?: string
  generation: number
  counts: Record<string, number>
  made_by?: { versions?: Record<string, string> }
  last_judgement?: number | null
  overlay?: unknown[]
  label: string
}

export interface Session {
  judge: string
  csrf: string
}

export interface ReportRow {
  report_id: string
  outlet: string | null
  title: string | null
  published: string | null
  genre: string | null
  language: string | null
  status: string
  n_claims: number
  n_issues: number
  sealed?: boolean
}

export interface Party {
  text: string | null
  entity_id: string | null
  name: string | null
}

export interface Link {
  depth: number
  text: string | null
  name: string | null
  kind: string | null
  factuality: string | null
  stance: string | null
  quotation: string | null
  entity_id?: string | null
  cue?: string | null
}

export interface Figure {
  measure: string
  low: number | null
  best: number | null
  high: number | null
  text: string
  comparator?: string | null
}

export interface Where {
  place_id: string | null
  name: string | null
  country: string | null
  precision: string | null
}

export interface When {
  earliest: string | null
  latest: string | null
  precision: string | null
  from: string | null
}

export interface ClaimRow {
  claim_id: string
  report_id: string
  outlet: string | null
  title?: string | null
  published: string | null
  sentence: { text: string; start: number; end: number } | null
  start: number
  end: number
  trigger: string
  event: string | null
  mode: string | null
  negated?: boolean
  actors: Party[]
  recipients: Party[]
  instruments?: Party[]
  place: Where | null
  date: When | null
  chain: Link[]
  factuality: string | null
  author_factuality: string | null
  realis: string
  register: string | null
  phase: string | null
  incident_id: string | null
  figures: Figure[]
  confidence: number | null
  review: string | null
}

/** An entity as a reading names it. */
export interface Entity {
  entity_id?: string | null
  name: string
  kind: string
  country: string | null
  sector: string | null
  code: string | null
}

export interface SpanText extends Span {
  text: string
}

export interface Participant {
  role: string
  start: number | null
  end: number | null
  text: string | null
  entity: Entity | null
  entity_id?: string | null
}

export interface Holder {
  depth: number
  kind: string
  start: number | null
  end: number | null
  text: string | null
  cue_start: number | null
  cue_end: number | null
  cue: string | null
  quotation: string | null
  factuality: string
  stance: string | null
  entity_id?: string | null
}

export interface Quantity extends Span {
  quantity_id: string
  claim_id: string | null
  attribution_id: string | null
  text: string
  measure: string
  comparator: string
  low: number | null
  best: number | null
  high: number | null
  unit: string | null
  population: string | null
  scope: string | null
  part_of: string | null
}

export interface NestedClaim extends Span {
  claim_id: string
  trigger: string
  event: string | null
  mode: string | null
  contexts: string[]
  register: string | null
  realis: string
  speech_act: string | null
  factuality: string
  author_factuality: string
  negated: boolean
  attribution_id: string | null
  about_claim_id: string | null
  phase: string | null
  place: { place_id: string; name: string; country: string | null } | null
  place_precision: string | null
  date: When | null
  confidence: number | null
  participants: Participant[]
  holders: Holder[]
  quantities: string[]
  incident_id?: string | null
  review?: string | null
}

export interface Attribution {
  attribution_id: string
  parent_id: string | null
  source: SpanText | null
  cue: SpanText | null
  content: SpanText[]
  quotation: string
  kind: string
}

export interface Issue {
  stage: string
  code: string
  severity: string
  start: number | null
  end: number | null
  message: string
}

export interface Reading {
  report: {
    report_id: string
    id?: string
    published: string | null
    published_precision?: string | null
    published_from?: string | null
    outlet: string | null
    title: string | null
    byline?: string | null
    genre?: string | null
    language?: string | null
    extractor?: string | null
    sha256?: string
    handling?: string | null
    revision_of?: string | null
    text: string
    status: string
  }
  rating?: { reliability: Rated | null; credibility: Rated | null } | null
  sightings?: { path: string | null; url: string | null; outlet: string | null; retrieved: string | null }[]
  segments: (Span & { kind: string; voice: string | null })[]
  sentences: Span[]
  mentions: (SpanText & { mention_id: string; kind: string; entity: Entity | null })[]
  places: (SpanText & { place: { place_id: string; name: string; country: string | null } | null; precision: string | null })[]
  dates: (SpanText & { kind: string; earliest: string | null; latest: string | null; precision: string | null })[]
  attributions: Attribution[]
  quantities: Quantity[]
  claims: NestedClaim[]
  issues: Issue[]
  revision_of?: string | null
  handling?: string | null
}

export interface Evidence {
  feature: string
  value: unknown
  weight: number | null
  sentence: string | null
}

export interface LinkRow {
  left_claim_id: string
  right_claim_id: string
  weight: number | null
  evidence: Evidence[]
  decision: string
  judge: string | null
  left?: ClaimRow | null
  right?: ClaimRow | null
}

export interface RelationRow {
  relation_id: string
  kind: string
  field: string
  members: string[]
  why: string
}

export interface JudgementRow {
  seq: number
  time: string
  judge: string
  kind: string
  target: string[]
  selectors: unknown
  before: unknown
  after: unknown
  reason: string | null
  undoes: number | null
  hash: string
  in_force: boolean
  taken_in: boolean
}

export interface ClaimPage {
  seen?: number
  claim: NestedClaim
  shown: ClaimRow
  sentence: { text: string; start: number; end: number } | null
  quantities: Quantity[]
  links: LinkRow[]
  relations: RelationRow[]
  judgements: JudgementRow[]
}

export interface Toll {
  measure: string
  population: string | null
  lowest: number | null
  highest: number | null
  n_origins: number | null
}

export interface IncidentRow {
  incident_id: string
  event: string | null
  label: string
  place_id: string | null
  place_name: string | null
  place_precision: string | null
  country: string | null
  date_earliest: string | null
  date_latest: string | null
  n_claims: number
  n_reports: number
  origins_low: number
  origins: number
  origins_high: number
  standing: string
  clarity: string | null
  tolls?: Toll[]
}

export interface Account {
  origin: { kind: string; name: string }
  reports: { report_id: string; outlet: string | null; published: string | null }[]
  claims: ClaimRow[]
  words: string[]
}

export interface HeldFigure {
  quantity_id: string
  claim_id: string
  report_id: string
  text: string
  comparator: string | null
  low: number | null
  best: number | null
  high: number | null
  unit: string | null
  population: string | null
  status: string | null
  scope: string | null
  chain: Link[]
  outlet: string | null
  published: string | null
  superseded: boolean
}

export interface Measured {
  measure: string
  figures: HeldFigure[]
  lowest: number | null
  highest: number | null
}

export interface IncidentPage {
  incident: IncidentRow
  tolls: Toll[]
  accounts: Account[]
  figures: Measured[]
  fields: RelationRow[]
  links: LinkRow[]
  history: {
    revisions: { from_report_id: string; to_report_id: string | null; kind: string }[]
    renames: { old: string; new: string | null; why: string }[]
    judgements: JudgementRow[]
  }
}

/** One side of a relation; `said` tells whose a figure is that belongs to no claim, and where it stands. */
export interface Side {
  member: string
  figure: (HeldFigure & Span) | null
  claim: ClaimRow | null
  said: { report_id: string; outlet: string | null; published: string | null; source: string | null; sentence: { text: string; start: number; end: number } | null } | null
}

export interface Disagreement extends RelationRow {
  incidents: string[]
  sides: Side[]
}

export interface QueueItem {
  kind: 'conflict' | 'link' | 'claim' | 'relation' | 'issue'
  key: string
  asked: string
  choices: string[]
  doubt: number
  targets: string[]
  claims: ClaimRow[]
  link: LinkRow | null
  relation: Disagreement | null
  issue: (Issue & { report_id: string; outlet: string | null; title: string | null; published: string | null; words: string; words_start: number }) | null
  conflict: Conflict | null
}

export interface Conflict {
  about: string
  targets: string[]
  judgements: JudgementRow[]
}

export interface Judged {
  judgement: JudgementRow
  claims: ClaimRow[]
  seen?: number
}

export interface TimelineData {
  unit: string
  bins: { from: string; to: string; n: number; events: [string, number][] }[]
  intervals: { earliest: string; latest: string; precision: string | null; n: number }[]
  undated: number
}

export interface PlaceCount {
  place_id: string
  name: string | null
  country: string | null
  admin1: string | null
  latitude: number | null
  longitude: number | null
  feature: string | null
  precision: string | null
  n: number
  n_incidents: number
}

export interface ActorRow {
  entity_id: string
  name: string
  kind: string
  country: string | null
  sector?: string | null
  code?: string | null
  aliases?: string[]
  n_acts: number
  n_acted_on: number
  n_holds: number
  n: number
}

export interface Overview {
  counts: Record<string, number>
  reports_by_status: [string, number][]
  unread: {
    reports: { report_id: string; outlet: string | null; title: string | null; status: string }[]
    issues: { stage: string; code: string; severity: string; n: number }[]
  }
  events: [string, number][]
  genres: [string, number][]
  outlets: [string, number][]
  standings: [string, number][]
  timeline: TimelineData
  places: PlaceCount[]
  actors: ActorRow[]
}

export interface ClaimsOf {
  total: number
  events: [string, number][]
  rows: ClaimRow[]
}

export interface Rated {
  value: string
  judge: string
  time: string
  seq: number
}

export interface ActorPage {
  seen?: number
  entity: { entity_id: string; name: string; kind: string; country: string | null; sector: string | null; code: string | null; aliases: string[] }
  taken_for_it: { entity_id: string; name: string }[]
  acts: ClaimsOf
  acted_on: ClaimsOf
  holds: ClaimsOf
  mentions: { text: string; n: number; n_reports: number }[]
  rating: { reliability: Rated | null; credibility: Rated | null } | null | undefined
  judgements: JudgementRow[]
}

export interface Edge {
  actor: string
  recipient: string
  event: string
  n_claims: number
  n_outlets: number
}

export interface NetworkData {
  nodes: { entity_id: string; name: string; kind: string; country: string | null; sector: string | null }[]
  edges: Edge[]
  total: number
}

export interface Borrowing {
  from: string
  to: string
  kind: string
  score: number | null
  words: string | null
}

export interface OriginsData {
  nodes: { id: string; kind: string; name: string; title: string | null; published: string | null; outlet: string | null }[]
  edges: Borrowing[]
  total: number
}

export interface RegisterRow {
  name: string
  about: string
  n: number
}

export interface RegisterPage extends Page<Record<string, unknown>> {
  name: string
  about: string
  brief: string[]
}

export interface Found {
  q: string
  reports: { rows: ReportRow[]; total: number }
  claims: { rows: ClaimRow[]; total: number }
  actors: { rows: ActorRow[]; total: number }
  incidents: { rows: IncidentRow[]; total: number }
}
