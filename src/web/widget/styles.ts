/** The widget's own styles, inside its shadow: the site's cannot reach it, and it cannot reach the site. */
export const styles = `
:host { all: initial; }
* { box-sizing: border-box; margin: 0; font: inherit; color: inherit; }
.root { --paper: #fff; --ink: #1b1f1d; --soft: #5b6460; --line: #dfe4e1; --mine: var(--brand); --theirs: #f1f4f2;
  --bad: #b3261e; font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); }
.dark { --paper: #191d1b; --ink: #eef2f0; --soft: #a5b0ab; --line: #363d3a; --theirs: #272d2a; --bad: #ff9c94; }
@media (prefers-color-scheme: dark) {
  .auto { --paper: #191d1b; --ink: #eef2f0; --soft: #a5b0ab; --line: #363d3a; --theirs: #272d2a; --bad: #ff9c94; }
}
.root.fixed > * { position: fixed; z-index: 2147483000; right: 20px; }
.root.left.fixed > * { right: auto; left: 20px; }
.launch { bottom: 20px; width: 56px; height: 56px; border: 0; border-radius: 50%; background: var(--brand); color: #fff;
  cursor: pointer; display: grid; place-items: center; box-shadow: 0 4px 16px rgb(0 0 0 / .25); }
.badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
  background: #b3261e; color: #fff; font-size: 12px; font-weight: 700; line-height: 22px; text-align: center; }
.i { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.i.chat, .i.send { fill: currentColor; stroke: none; }
.panel { bottom: 88px; width: 380px; max-width: calc(100vw - 40px); height: 600px; max-height: calc(100vh - 108px);
  max-height: calc(100dvh - 108px); display: flex; flex-direction: column; overflow: hidden; background: var(--paper);
  border: 1px solid var(--line); border-radius: 16px; box-shadow: 0 12px 40px rgb(0 0 0 / .25); }
.root:not(.fixed) { width: 100%; max-width: 380px; }
.root:not(.fixed) .panel { width: 100%; max-width: none; height: 480px; }
.root:not(.fixed) .launch { position: relative; margin: 12px 0 0 auto; }
.root.left:not(.fixed) .launch { margin-left: 0; }
.panel[hidden], [hidden] { display: none !important; }
header { display: flex; align-items: center; gap: 8px; padding: 14px 8px 14px 16px; background: var(--brand); color: #fff; }
header div { flex: 1; min-width: 0; }
h2 { font-size: 16px; font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.state { font-size: 13px; }
.log { flex: 1; overflow-y: auto; padding: 16px; overscroll-behavior: contain; }
.log, .lines { display: flex; flex-direction: column; gap: 8px; }
.msg { max-width: 85%; align-self: flex-start; }
.msg.me { align-self: flex-end; }
.said { padding: 9px 13px; border-radius: 16px 16px 16px 4px; background: var(--theirs); white-space: pre-wrap;
  overflow-wrap: anywhere; }
.me .said { border-radius: 16px 16px 4px; background: var(--mine); color: #fff; }
.said a { text-decoration: underline; }
.said img { display: block; max-width: 100%; max-height: 220px; border-radius: 8px; }
.meta { margin: 3px 4px 0; font-size: 12px; color: var(--soft); }
.me .meta { text-align: right; }
.meta.bad, .bad { color: var(--bad); }
.choices { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px; }
button { font: inherit; cursor: pointer; }
.choice, .quiet { padding: 7px 12px; min-height: 36px; border: 1px solid var(--line); border-radius: 18px; background: var(--paper);
  color: var(--ink); }
.older { align-self: center; }
.plain { min-width: 44px; min-height: 44px; display: grid; place-items: center; border: 0; border-radius: 10px; background: none; }
.main { padding: 9px 16px; min-height: 40px; border: 0; border-radius: 10px; background: var(--brand); color: #fff; font-weight: 600; }
.dots { display: inline-flex; gap: 4px; padding: 14px; }
.dots i { width: 7px; height: 7px; border-radius: 50%; background: var(--soft); animation: dot 1.2s infinite; }
.dots i:nth-child(2) { animation-delay: .2s; } .dots i:nth-child(3) { animation-delay: .4s; }
@keyframes dot { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
form { display: grid; gap: 10px; }
.card { padding: 14px; border: 1px solid var(--line); border-radius: 12px; }
label { display: grid; gap: 4px; font-size: 13px; font-weight: 600; }
input, textarea { width: 100%; padding: 9px 11px; border: 1px solid var(--soft); border-radius: 10px; background: var(--paper);
  font-size: 16px; font-weight: 400; }
::placeholder { color: var(--soft); opacity: 1; }
.acts { display: flex; gap: 8px; justify-content: flex-end; }
.write { display: flex; align-items: flex-end; gap: 2px; padding: 8px; border-top: 1px solid var(--line); }
.write textarea { flex: 1; max-height: 140px; resize: none; }
.write .plain { color: var(--soft); } .write .go { color: var(--brand-ink); }
.hint { padding: 0 16px 8px; font-size: 13px; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--brand-ink); outline-offset: 2px; }
header :focus-visible, .launch:focus-visible { outline-color: #fff; outline-offset: -4px; }
.root { --brand-ink: var(--brand); } .dark { --brand-ink: #fff; }
@media (prefers-color-scheme: dark) { .auto { --brand-ink: #fff; } }
@media (max-width: 480px) {
  .root.fixed > .panel:not([hidden]) + .launch { display: none; }
  .root.fixed > .panel { inset: 0; width: auto; max-width: none; height: auto; max-height: none; border: 0; border-radius: 0; }
}
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: rise .18s ease-out; } @keyframes rise { from { opacity: 0; translate: 0 12px; } }
}
@media (prefers-reduced-motion: reduce) { .dots i { animation: none; opacity: .7; } }
@media (forced-colors: active) { .launch, .main, .said { border: 1px solid; } }
`
