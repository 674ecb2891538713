import sprite from './icons.svg?url&no-inline'

/** Every picture in `icons.svg`; a test compares the two. */
export const iconNames = [
  'today',
  'inbox',
  'calendar',
  'calendar-check',
  'calendar-plus',
  'clients',
  'deals',
  'activities',
  'orders',
  'dispatch',
  'dashboards',
  'reports',
  'settings',
  'help',
  'search',
  'bell',
  'plus',
  'minus',
  'chevron-left',
  'chevron-right',
  'chevron-down',
  'chevron-up',
  'switch',
  'check',
  'check-circle',
  'cross',
  'clock',
  'pin',
  'card',
  'phone',
  'mail',
  'message',
  'send',
  'note-lock',
  'sparkle',
  'person',
  'people',
  'person-off',
  'key',
  'drag',
  'filter',
  'sort',
  'download',
  'upload',
  'edit',
  'trash',
  'undo',
  'copy',
  'more',
  'sun',
  'moon',
  'screen',
  'shield',
  'info',
  'warning',
  'external',
  'menu',
  'rail',
  'refresh',
  'link',
  'tag',
  'services',
  'outbox',
  'star',
  'eye',
  'sign-out',
  'bolt',
  'pulse',
  'density',
  'building',
] as const
export type IconName = (typeof iconNames)[number]

/**
 * A line icon in the colour of the text around it. Decoration unless `label` is given. The pictures are one
 * cached file, so they cost no JavaScript.
 */
export function Icon({ name, size = 16, label }: { name: IconName; size?: number; label?: string }) {
  const style = size === 16 ? undefined : { width: size, height: size }
  const use = <use href={`${sprite}#${name}`} />
  if (!label) {
    return (
      <svg className="i" style={style} aria-hidden="true">
        {use}
      </svg>
    )
  }
  return (
    <svg className="i" style={style} role="img" aria-label={label}>
      {use}
    </svg>
  )
}
