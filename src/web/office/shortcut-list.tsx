/** Every shortcut of the office, by place; shown by `?` and on the help page. */
export const shortcutGroups: { title: string; keys: { does: string; keys: string[] }[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      { does: 'Find, go to, begin', keys: ['Ctrl', 'K'] },
      { does: 'This list', keys: ['?'] },
      { does: 'Close what is open', keys: ['Esc'] },
    ],
  },
  {
    title: 'Lists',
    keys: [
      { does: 'Next row', keys: ['J'] },
      { does: 'Previous row', keys: ['K'] },
      { does: 'Open the row', keys: ['Enter'] },
      { does: 'Select the row', keys: ['X'] },
      { does: 'Search the list', keys: ['/'] },
    ],
  },
  {
    title: 'Inbox',
    keys: [
      { does: 'Next, previous conversation', keys: ['J', 'K'] },
      { does: 'Open the conversation', keys: ['Enter'] },
      { does: 'Select the conversation', keys: ['X'] },
      { does: 'Resolve, then the next one', keys: ['E'] },
      { does: 'Put aside until…', keys: ['S'] },
      { does: 'Give to somebody', keys: ['A'] },
      { does: 'Label', keys: ['L'] },
      { does: 'Priority', keys: ['P'] },
      { does: 'Mark unread', keys: ['U'] },
      { does: 'Take the last act back', keys: ['Z'] },
    ],
  },
  {
    title: 'Answering',
    keys: [
      { does: 'Reply', keys: ['R'] },
      { does: 'Private note', keys: ['N'] },
      { does: 'Kept texts', keys: ['/'] },
      { does: 'Mention somebody in a note', keys: ['@'] },
      { does: 'Send', keys: ['Ctrl', 'Enter'] },
      { does: 'Send and resolve', keys: ['Ctrl', 'Shift', 'Enter'] },
      { does: 'Leave the field', keys: ['Esc'] },
    ],
  },
]

/** The shortcuts as a table of keys. */
export function ShortcutList() {
  return (
    <div className="keys">
      {shortcutGroups.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          <dl>
            {group.keys.map(({ does, keys }) => (
              <div key={does}>
                <dt>{does}</dt>
                <dd>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
