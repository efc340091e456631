declare module 'virtual:countries' {
  /** ISO 3166-1 alpha-2 codes by alpha-3 codes. */
  export const ALPHA2: Record<string, string>
}
