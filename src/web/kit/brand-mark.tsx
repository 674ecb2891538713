/** The bell on the counter: Frontdesk's sign, and an organisation's until it uploads its own. */
export function BrandMark({ logoUrl, size = 26 }: { logoUrl?: string | null; size?: number }) {
  return (
    <span className="mono" style={{ width: size, height: size }}>
      {logoUrl ? (
        <img src={logoUrl} alt="" />
      ) : (
        <svg viewBox="0 0 18 18" fill="none" aria-hidden="true">
          <path d="M3 12.2a6 6 0 0 1 12 0z" fill="currentColor" />
          <path d="M2 14.8h14" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
          <circle cx="9" cy="4.3" r="1.3" fill="currentColor" />
        </svg>
      )}
    </span>
  )
}
