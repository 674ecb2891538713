/**
 * Who may ask what, written out by hand: the test walks every endpoint as every role and compares. A new endpoint
 * gets its line here, decided by a person, before it can be shipped (IDEN-003, IDEN-006, IDEN-008, PLAT-127).
 * `+` may ask (the answer may still be "not found" or "invalid"), `-` is refused.
 */
export const endpointTable = `
                                                            owner admin manager agent staff viewer customer guest

# identity
GET    /api/v1/session                                      +     +     +       +     +     +      +        -
GET    /api/v1/public/:orgSlug                              +     +     +       +     +     +      +        +
GET    /api/v1/sign-in/options                              +     +     +       +     +     +      +        +
POST   /api/v1/sign-in                                      +     +     +       +     +     +      +        +
POST   /api/v1/sign-in/code                                 +     +     +       +     +     +      +        +
POST   /api/v1/sign-out                                     +     +     +       +     +     +      +        +
POST   /api/v1/session/refresh                              +     +     +       +     +     +      +        -
POST   /api/v1/register                                     +     +     +       +     +     +      +        +
POST   /api/v1/password-reset                               +     +     +       +     +     +      +        +
POST   /api/v1/password-reset/complete                      +     +     +       +     +     +      +        +
POST   /api/v1/verify-email                                 +     +     +       +     +     +      +        +
POST   /api/v1/verify-email/resend                          +     +     +       +     +     +      +        +
GET    /api/v1/me                                           +     +     +       +     +     +      +        -
PATCH  /api/v1/me                                           +     +     +       +     +     +      +        -
GET    /api/v1/avatars/:avatarId                            +     +     +       +     +     +      +        +
POST   /api/v1/me/password                                  +     +     +       +     +     +      +        -
POST   /api/v1/me/totp                                      +     +     +       +     +     +      +        -
POST   /api/v1/me/totp/confirm                              +     +     +       +     +     +      +        -
POST   /api/v1/me/totp/disable                              +     +     +       +     +     +      +        -
GET    /api/v1/me/sessions                                  +     +     +       +     +     +      +        -
DELETE /api/v1/me/sessions/:sessionId                       +     +     +       +     +     +      +        -
POST   /api/v1/me/sessions/revoke-others                    +     +     +       +     +     +      +        -
POST   /api/v1/session/organization                         +     +     +       +     +     +      +        -
POST   /api/v1/members/:memberId/view-as                    +     +     -       -     -     -      -        -
POST   /api/v1/view-as/stop                                 +     +     +       +     +     +      +        -
GET    /api/v1/members                                      +     +     +       +     -     +      -        -
GET    /api/v1/members/:memberId                            +     +     +       +     -     +      -        -
PATCH  /api/v1/members/:memberId                            +     +     -       -     -     -      -        -
POST   /api/v1/members/:memberId/suspend                    +     +     -       -     -     -      -        -
POST   /api/v1/members/:memberId/restore                    +     +     -       -     -     -      -        -
DELETE /api/v1/members/:memberId                            +     +     -       -     -     -      -        -
GET    /api/v1/members/:memberId/activity                   +     +     -       -     -     -      -        -
GET    /api/v1/roles                                        +     +     +       +     -     +      -        -
POST   /api/v1/invitations                                  +     +     -       -     -     -      -        -
GET    /api/v1/invitations                                  +     +     +       +     -     +      -        -
DELETE /api/v1/invitations/:invitationId                    +     +     -       -     -     -      -        -
POST   /api/v1/invitations/:invitationId/resend             +     +     -       -     -     -      -        -
GET    /api/v1/public/invitations/:token                    +     +     +       +     +     +      +        +
POST   /api/v1/public/invitations/:token/accept             +     +     +       +     +     +      +        +
GET    /api/v1/audit                                        +     +     -       -     -     -      -        -
GET    /api/v1/organization                                 +     +     +       +     -     +      -        -
PATCH  /api/v1/organization                                 +     +     -       -     -     -      -        -
PUT    /api/v1/organization/logo                            +     +     -       -     -     -      -        -
DELETE /api/v1/organization/logo                            +     +     -       -     -     -      -        -
GET    /api/v1/public/:orgSlug/logo/:logoId                 +     +     +       +     +     +      +        +
POST   /api/v1/organizations                                +     +     -       -     -     -      -        -
GET    /api/v1/setup                                        +     +     +       +     +     +      +        +
POST   /api/v1/setup                                        +     +     +       +     +     +      +        +

# crm
GET    /api/v1/clients                                      +     +     +       +     +     +      -        -
POST   /api/v1/clients                                      +     +     +       +     -     -      -        -
POST   /api/v1/clients/tags                                 +     +     +       +     -     -      -        -
GET    /api/v1/clients/:clientId                            +     +     +       +     +     +      -        -
PATCH  /api/v1/clients/:clientId                            +     +     +       +     -     -      -        -
DELETE /api/v1/clients/:clientId                            +     +     +       -     -     -      -        -
POST   /api/v1/clients/:clientId/restore                    +     +     +       -     -     -      -        -
GET    /api/v1/clients/:clientId/timeline                   +     +     +       +     +     +      -        -
POST   /api/v1/clients/:clientId/notes                      +     +     +       +     -     -      -        -
POST   /api/v1/client-notes/:noteId/pin                     +     +     +       +     -     -      -        -
DELETE /api/v1/client-notes/:noteId                         +     +     +       +     -     -      -        -
POST   /api/v1/client-notes/:noteId/restore                 +     +     +       +     -     -      -        -
GET    /api/v1/client-tags                                  +     +     +       +     +     +      -        -
GET    /api/v1/client-duplicates                            +     +     +       +     +     +      -        -
GET    /api/v1/saved-views/:list                            +     +     +       +     +     +      -        -
POST   /api/v1/saved-views/:list                            +     +     +       +     +     +      -        -
DELETE /api/v1/saved-views/:list/:viewId                    +     +     +       +     +     +      -        -

# payments
GET    /api/v1/payments                                     +     +     +       +     -     +      -        -
GET    /api/v1/payments/:paymentId                          +     +     +       +     -     +      -        -
POST   /api/v1/payments/:paymentId/refund                   +     +     +       -     -     -      -        -
POST   /api/v1/refunds/:refundId/confirm                    +     +     +       -     -     -      -        -

# booking
GET    /api/v1/categories                                   +     +     +       +     +     +      -        -
POST   /api/v1/categories                                   +     +     +       -     -     -      -        -
PATCH  /api/v1/categories/:categoryId                       +     +     +       -     -     -      -        -
DELETE /api/v1/categories/:categoryId                       +     +     +       -     -     -      -        -
POST   /api/v1/catalogue/order                              +     +     +       -     -     -      -        -
GET    /api/v1/services                                     +     +     +       +     +     +      -        -
GET    /api/v1/services/:serviceId                          +     +     +       +     +     +      -        -
POST   /api/v1/services                                     +     +     +       -     -     -      -        -
PUT    /api/v1/services/:serviceId                          +     +     +       -     -     -      -        -
DELETE /api/v1/services/:serviceId                          +     +     +       -     -     -      -        -
POST   /api/v1/services/:serviceId/restore                  +     +     +       -     -     -      -        -
GET    /api/v1/staff                                        +     +     +       +     -     +      -        -
GET    /api/v1/staff/:staffId                               +     +     +       +     -     +      -        -
POST   /api/v1/staff                                        +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId                               +     +     +       -     -     -      -        -
DELETE /api/v1/staff/:staffId                               +     +     +       -     -     -      -        -
POST   /api/v1/staff/:staffId/restore                       +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId/hours                         +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId/overrides/:day                +     +     +       -     -     -      -        -
DELETE /api/v1/staff/:staffId/overrides/:day                +     +     +       -     -     -      -        -
PUT    /api/v1/staff/:staffId/areas                         +     +     +       -     -     -      -        -
GET    /api/v1/holidays                                     +     +     +       +     -     +      -        -
POST   /api/v1/holidays                                     +     +     -       -     -     -      -        -
DELETE /api/v1/holidays/:holidayId                          +     +     -       -     -     -      -        -
POST   /api/v1/holidays/bank-holidays                       +     +     -       -     -     -      -        -
GET    /api/v1/postcodes/:postcode                          +     +     +       +     -     +      -        -
GET    /api/v1/public/:orgSlug/pictures/:key                +     +     +       +     +     +      +        +
GET    /api/v1/public/:orgSlug/services                     +     +     +       +     +     +      +        +
GET    /api/v1/public/:orgSlug/staff                        +     +     +       +     +     +      +        +
GET    /api/v1/public/:orgSlug/slots                        +     +     +       +     +     +      +        +
POST   /api/v1/public/:orgSlug/appointments                 +     +     +       +     +     +      +        +
POST   /api/v1/public/:orgSlug/checkouts                    +     +     +       +     +     +      +        +
GET    /api/v1/public/checkouts/:token                      +     +     +       +     +     +      +        +
PUT    /api/v1/public/checkouts/:token/service              +     +     +       +     +     +      +        +
PUT    /api/v1/public/checkouts/:token/slot                 +     +     +       +     +     +      +        +
PUT    /api/v1/public/checkouts/:token/details              +     +     +       +     +     +      +        +
POST   /api/v1/public/checkouts/:token/pay                  +     +     +       +     +     +      +        +
POST   /api/v1/public/checkouts/:token/confirm-payment      +     +     +       +     +     +      +        +
GET    /api/v1/public/visits/:token                         +     +     +       +     +     +      +        +
GET    /api/v1/public/visits/:token/slots                   +     +     +       +     +     +      +        +
POST   /api/v1/public/visits/:token/reschedule              +     +     +       +     +     +      +        +
POST   /api/v1/public/visits/:token/cancel                  +     +     +       +     +     +      +        +
GET    /api/v1/public/visits/:token/visit.ics               +     +     +       +     +     +      +        +
POST   /api/v1/public/:orgSlug/look-up                      +     +     +       +     +     +      +        +
GET    /api/v1/appointments                                 +     +     +       +     +     +      -        -
GET    /api/v1/appointments.csv                             +     +     +       -     -     -      -        -
POST   /api/v1/appointments/bulk                            +     +     +       +     -     -      -        -
GET    /api/v1/calendar                                     +     +     +       +     +     +      -        -
GET    /api/v1/today                                        +     +     +       +     +     +      -        -
GET    /api/v1/figures/bookings                             +     +     +       +     -     +      -        -
GET    /api/v1/figures/bookings/:metric/rows                +     +     +       +     -     +      -        -
GET    /api/v1/appointments/:appointmentId                  +     +     +       +     +     +      -        -
POST   /api/v1/appointments                                 +     +     +       +     -     -      -        -
PATCH  /api/v1/appointments/:appointmentId                  +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/move             +     +     +       +     -     -      -        -
GET    /api/v1/appointments/:appointmentId/check-move       +     +     +       +     +     +      -        -
POST   /api/v1/appointments/:appointmentId/status           +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/cancel           +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/restore          +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/notes            +     +     +       +     -     -      -        -
POST   /api/v1/appointments/:appointmentId/payments         +     +     +       +     -     -      -        -

# notifications
GET    /api/v1/outbox                                       +     +     +       +     -     +      -        -
GET    /api/v1/outbox/:messageId                            +     +     +       +     -     +      -        -
POST   /api/v1/outbox/:messageId/retry                      +     +     +       +     -     -      -        -
POST   /api/v1/outbox/:messageId/discard                    +     +     +       +     -     -      -        -
GET    /api/v1/message-templates                            +     +     +       +     -     +      -        -
GET    /api/v1/message-templates/:key                       +     +     +       +     -     +      -        -
PUT    /api/v1/message-templates/:key                       +     +     +       -     -     -      -        -
POST   /api/v1/message-templates/:key/reset                 +     +     +       -     -     -      -        -
POST   /api/v1/message-templates/:key/preview               +     +     +       +     -     +      -        -
POST   /api/v1/message-templates/:key/test                  +     +     +       -     -     -      -        -

# inbox
GET    /api/v1/agents                                       +     +     +       +     -     +      -        -
PATCH  /api/v1/agents/:memberId                             +     +     +       -     -     -      -        -
GET    /api/v1/agents/:memberId/activity                    +     +     +       -     -     -      -        -
POST   /api/v1/agents/me/seen                               +     +     +       +     -     -      -        -
PUT    /api/v1/agents/me/state                              +     +     +       +     -     -      -        -
POST   /api/v1/attachments                                  +     +     +       +     -     -      -        -
DELETE /api/v1/attachments/:attachmentId                    +     +     +       +     -     -      -        -
GET    /api/v1/attachments/:attachmentId                    +     +     +       +     -     +      -        -
GET    /api/v1/auto-replies                                 +     +     +       +     -     +      -        -
POST   /api/v1/auto-replies                                 +     +     +       -     -     -      -        -
DELETE /api/v1/auto-replies/:autoReplyId                    +     +     +       -     -     -      -        -
GET    /api/v1/bot/flows                                    +     +     +       +     -     +      -        -
POST   /api/v1/bot/flows                                    +     +     +       -     -     -      -        -
DELETE /api/v1/bot/flows/:flowId                            +     +     +       -     -     -      -        -
GET    /api/v1/bot/intents                                  +     +     +       +     -     +      -        -
POST   /api/v1/bot/intents                                  +     +     +       -     -     -      -        -
DELETE /api/v1/bot/intents/:intentId                        +     +     +       -     -     -      -        -
GET    /api/v1/bot/model                                    +     +     +       -     -     -      -        -
PUT    /api/v1/bot/model                                    +     +     +       -     -     -      -        -
POST   /api/v1/bot/model/try                                +     +     +       -     -     -      -        -
POST   /api/v1/bot/test                                     +     +     +       +     -     +      -        -
GET    /api/v1/broadcasts                                   +     +     +       +     -     +      -        -
POST   /api/v1/broadcasts                                   +     +     +       -     -     -      -        -
DELETE /api/v1/broadcasts/:broadcastId                      +     +     +       -     -     -      -        -
GET    /api/v1/broadcasts/:broadcastId                      +     +     +       +     -     +      -        -
GET    /api/v1/broadcasts/:broadcastId/recipients           +     +     +       +     -     +      -        -
POST   /api/v1/broadcasts/:broadcastId/start                +     +     +       -     -     -      -        -
POST   /api/v1/broadcasts/:broadcastId/stop                 +     +     +       -     -     -      -        -
POST   /api/v1/broadcasts/preview                           +     +     +       -     -     -      -        -
GET    /api/v1/channel-templates                            +     +     +       +     -     +      -        -
POST   /api/v1/channel-templates                            +     +     +       -     -     -      -        -
DELETE /api/v1/channel-templates/:templateId                +     +     +       -     -     -      -        -
GET    /api/v1/channel-templates/:templateId                +     +     +       +     -     +      -        -
PATCH  /api/v1/channel-templates/:templateId                +     +     +       -     -     -      -        -
POST   /api/v1/channel-templates/:templateId/submit         +     +     +       -     -     -      -        -
GET    /api/v1/channels                                     +     +     +       +     -     +      -        -
POST   /api/v1/channels                                     +     +     +       -     -     -      -        -
DELETE /api/v1/channels/:channelId                          +     +     +       -     -     -      -        -
GET    /api/v1/channels/:channelId                          +     +     +       -     -     -      -        -
PATCH  /api/v1/channels/:channelId                          +     +     +       -     -     -      -        -
POST   /api/v1/channels/:channelId/restore                  +     +     +       -     -     -      -        -
POST   /api/v1/channels/:channelId/test                     +     +     +       -     -     -      -        -
GET    /api/v1/contacts                                     +     +     +       +     -     +      -        -
POST   /api/v1/contacts/merge                               +     +     +       +     -     -      -        -
POST   /api/v1/contacts/merges/:mergeId/undo                +     +     +       +     -     -      -        -
GET    /api/v1/conversations                                +     +     +       +     -     +      -        -
POST   /api/v1/conversations                                +     +     +       +     -     -      -        -
GET    /api/v1/conversations/:conversationId                +     +     +       +     -     +      -        -
POST   /api/v1/conversations/:conversationId/assign         +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/client         +     +     +       +     -     -      -        -
PUT    /api/v1/conversations/:conversationId/draft          +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/labels         +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/macros/:macroId +    +     +       +     -     -      -        -
GET    /api/v1/conversations/:conversationId/messages       +     +     +       +     -     +      -        -
POST   /api/v1/conversations/:conversationId/notes          +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/priority       +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/read           +     +     +       +     -     +      -        -
POST   /api/v1/conversations/:conversationId/reopen         +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/replies        +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/resolve        +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/snooze         +     +     +       +     -     -      -        -
POST   /api/v1/conversations/:conversationId/typing         +     +     +       +     -     -      -        -
POST   /api/v1/conversations/bulk                           +     +     +       +     -     -      -        -
GET    /api/v1/conversations/messages/:messageId/html       +     +     +       +     -     +      -        -
GET    /api/v1/conversations/messages/:messageId/images/:index +    +     +       +     -     +      -        -
POST   /api/v1/conversations/messages/:messageId/retry      +     +     +       +     -     -      -        -
GET    /api/v1/hooks/:token                                 +     +     +       +     +     +      +        +
POST   /api/v1/hooks/:token                                 +     +     +       +     +     +      +        +
GET    /api/v1/inbox/assignment-rules                       +     +     +       +     -     +      -        -
POST   /api/v1/inbox/assignment-rules                       +     +     +       -     -     -      -        -
DELETE /api/v1/inbox/assignment-rules/:ruleId               +     +     +       -     -     -      -        -
PATCH  /api/v1/inbox/assignment-rules/:ruleId               +     +     +       -     -     -      -        -
PUT    /api/v1/inbox/assignment-rules/order                 +     +     +       -     -     -      -        -
GET    /api/v1/inbox/canned-replies                         +     +     +       +     -     +      -        -
POST   /api/v1/inbox/canned-replies                         +     +     +       -     -     -      -        -
DELETE /api/v1/inbox/canned-replies/:replyId                +     +     +       -     -     -      -        -
PATCH  /api/v1/inbox/canned-replies/:replyId                +     +     +       -     -     -      -        -
GET    /api/v1/inbox/failures                               +     +     +       +     -     +      -        -
POST   /api/v1/inbox/failures/dismiss                       +     +     +       +     -     -      -        -
GET    /api/v1/inbox/labels                                 +     +     +       +     -     +      -        -
POST   /api/v1/inbox/labels                                 +     +     +       -     -     -      -        -
DELETE /api/v1/inbox/labels/:labelId                        +     +     +       -     -     -      -        -
PATCH  /api/v1/inbox/labels/:labelId                        +     +     +       -     -     -      -        -
GET    /api/v1/inbox/macros                                 +     +     +       +     -     +      -        -
POST   /api/v1/inbox/macros                                 +     +     +       -     -     -      -        -
DELETE /api/v1/inbox/macros/:macroId                        +     +     +       -     -     -      -        -
PATCH  /api/v1/inbox/macros/:macroId                        +     +     +       -     -     -      -        -
GET    /api/v1/inbox/queue                                  +     +     +       +     -     +      -        -
GET    /api/v1/inbox/settings                               +     +     +       +     -     +      -        -
PATCH  /api/v1/inbox/settings                               +     +     +       -     -     -      -        -
GET    /api/v1/inbox/sla-policies                           +     +     +       +     -     +      -        -
POST   /api/v1/inbox/sla-policies                           +     +     +       -     -     -      -        -
DELETE /api/v1/inbox/sla-policies/:policyId                 +     +     +       -     -     -      -        -
PATCH  /api/v1/inbox/sla-policies/:policyId                 +     +     +       -     -     -      -        -
PUT    /api/v1/inbox/sla-policies/order                     +     +     +       -     -     -      -        -
GET    /api/v1/inbox/teams                                  +     +     +       +     -     +      -        -
POST   /api/v1/inbox/teams                                  +     +     +       -     -     -      -        -
DELETE /api/v1/inbox/teams/:teamId                          +     +     +       -     -     -      -        -
PATCH  /api/v1/inbox/teams/:teamId                          +     +     +       -     -     -      -        -
POST   /api/v1/inbox/teams/:teamId/restore                  +     +     +       -     -     -      -        -
GET    /api/v1/opened/:token                                +     +     +       +     +     +      +        +
GET    /api/v1/public/media/:token                          +     +     +       +     +     +      +        +
GET    /api/v1/public/ratings/:token                        +     +     +       +     +     +      +        +
POST   /api/v1/public/ratings/:token                        +     +     +       +     +     +      +        +
GET    /api/v1/tickets                                      +     +     +       +     -     +      -        -
POST   /api/v1/tickets                                      +     +     +       +     -     -      -        -
GET    /api/v1/tickets/:ticketId                            +     +     +       +     -     +      -        -
PATCH  /api/v1/tickets/:ticketId                            +     +     +       +     -     -      -        -
POST   /api/v1/tickets/:ticketId/reopen                     +     +     +       +     -     -      -        -
POST   /api/v1/tickets/:ticketId/resolve                    +     +     +       +     -     -      -        -
GET    /api/v1/webchat-files/:token                         +     +     +       +     +     +      +        +
GET    /api/v1/webchat/:token                               +     +     +       +     +     +      +        +
POST   /api/v1/webchat/:token/details                       +     +     +       +     +     +      +        +
POST   /api/v1/webchat/:token/files                         +     +     +       +     +     +      +        +
POST   /api/v1/webchat/:token/messages                      +     +     +       +     +     +      +        +
POST   /api/v1/webchat/:token/offline                       +     +     +       +     +     +      +        +
POST   /api/v1/webchat/:token/thread                        +     +     +       +     +     +      +        +
POST   /api/v1/webchat/:token/typing                        +     +     +       +     +     +      +        +
POST   /api/v1/webchat/:token/visitors                      +     +     +       +     +     +      +        +
GET    /api/v1/webchats                                     +     +     +       -     -     -      -        -
POST   /api/v1/webchats                                     +     +     +       -     -     -      -        -
PATCH  /api/v1/webchats/:channelId                          +     +     +       -     -     -      -        -

# analytics
GET    /api/v1/dashboard/agent-productivity                 +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/automation-impact                  +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/business-impact                    +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/choices                            +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/conversation-effectiveness         +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/customer-load                      +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/exports                            +     +     +       +     -     +      -        -
POST   /api/v1/dashboard/exports                            +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/exports/:exportId                  +     +     +       +     -     +      -        -
POST   /api/v1/dashboard/exports/:exportId/cancel           +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/exports/:exportId/file             +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/kpi                                +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/rows                               +     +     +       +     -     +      -        -
GET    /api/v1/dashboard/settings                           +     +     +       +     -     +      -        -
PATCH  /api/v1/dashboard/settings                           +     +     +       -     -     -      -        -
GET    /api/v1/dashboard/whatsapp-performance               +     +     +       +     -     +      -        -

# operations
GET    /api/v1/webhooks                                     +     +     -       -     -     -      -        -
GET    /api/v1/webhook-events                               +     +     -       -     -     -      -        -
GET    /api/v1/webhooks/:webhookId                          +     +     -       -     -     -      -        -
POST   /api/v1/webhooks                                     +     +     -       -     -     -      -        -
PATCH  /api/v1/webhooks/:webhookId                          +     +     -       -     -     -      -        -
DELETE /api/v1/webhooks/:webhookId                          +     +     -       -     -     -      -        -
POST   /api/v1/webhooks/:webhookId/rotate-secret            +     +     -       -     -     -      -        -
POST   /api/v1/webhooks/:webhookId/test                     +     +     -       -     -     -      -        -
GET    /api/v1/webhooks/:webhookId/deliveries               +     +     -       -     -     -      -        -
GET    /api/v1/webhook-deliveries/:deliveryId               +     +     -       -     -     -      -        -
POST   /api/v1/webhook-deliveries/:deliveryId/redeliver     +     +     -       -     -     -      -        -
GET    /api/v1/failed-jobs                                  +     +     -       -     -     -      -        -
GET    /api/v1/failed-jobs/:jobId                           +     +     -       -     -     -      -        -
POST   /api/v1/failed-jobs/:jobId/retry                     +     +     -       -     -     -      -        -
POST   /api/v1/failed-jobs/retry-all                        +     +     -       -     -     -      -        -
POST   /api/v1/failed-jobs/:jobId/drop                      +     +     -       -     -     -      -        -
GET    /api/v1/system/health                                +     +     -       -     -     -      -        -
GET    /api/v1/demo                                         +     +     -       -     -     -      -        -
PUT    /api/v1/demo/simulator                               +     +     -       -     -     -      -        -
POST   /api/v1/demo/remove                                  +     +     -       -     -     -      -        -
`

/** Rules that look at more than the address: the same columns, by the names that the test gives to the requests. */
export const finerTable = `
                                                            owner admin manager agent staff viewer customer guest

cancel a visit with an override                             +     +     +       -     -     -      -        -
book a visit with an override                               +     +     +       -     -     -      -        -
move a visit with an override                               +     +     +       -     -     -      -        -
cancel many visits at once                                  +     +     +       +     -     -      -        -
put the staff into an order                                 +     +     +       -     -     -      -        -
save a view for oneself                                     +     +     +       +     +     +      -        -
save a view for the whole team                              +     +     +       +     -     -      -        -
make somebody an owner                                      +     -     -       -     -     -      -        -
invite an owner                                             +     -     -       -     -     -      -        -
look through an owner's eyes                                +     -     -       -     -     -      -        -
`
