package article

import (
	"diplograph/graph/vocab"
	"slices"
)

// audienceFrame: "X was received by Y", "Y received X".
func audienceFrame(r *reader, c *clause, u *unit, head *verb) {
	at, hosts, guests := r.audience(c, u, head)
	if len(hosts) == 0 {
		return
	}
	e := r.event(c, u, vocab.Audience, at, head)
	r.cast(e, vocab.Host, lastGroup(hosts))
	r.castGuests(c, u, e, hosts, guests)
	e.Places = placesOf(u, Place)
	r.settle(c, e)
	e.Status = r.status(c, u, e.Span, head)
	received, by := e.with(vocab.Participant), e.with(vocab.Host)
	if len(received) > 0 && len(by) > 0 && !slices.Equal(received, by) {
		r.add(e)
	}
}

// audience finds the noun ("was at the reception of Y") or the verb ("Y
// received X", "was received by Y") with its host and, after an active verb, the
// guests. Without one there are no hosts.
func (r *reader) audience(c *clause, u *unit, head *verb) (at int, hosts, guests []*Mention) {
	if t, ok := u.noun("Audience"); ok {
		for _, m := range before(u.mentions, t.From) {
			if m.isPerson() && (m.To == t.From || m.Case == Of) {
				hosts = []*Mention{m}
			}
		}
		return t.At, hosts, nil
	}
	v := u.after(u.From-1, "Audience")
	if v == nil || v.Form.Tense == Verbal && !head.means("plan") {
		return 0, nil, nil
	}
	ahead := before(u.mentions, v.From)
	if v.Form.Passive {
		return v.At, people(ahead, By), nil
	}
	guests = people(ahead, Object)
	if len(guests) == 0 && u.has("delegation") {
		guests = people(ahead, HeadedBy)
	}
	if len(guests) == 0 && r.guest(u) == nil {
		return 0, nil, nil
	}
	if hosts = people(ahead, Bare); len(hosts) == 0 {
		hosts = people(c.subject)
	}
	return v.At, hosts, guests
}

// castGuests adds who was received: told as guests, "the guest", the subject of
// the sentence, or the visitor that is being told of.
func (r *reader) castGuests(c *clause, u *unit, e *Event, hosts, guests []*Mention) {
	isGuest := func(m *Mention) bool { return m.isPerson() && !slices.Contains(hosts, m) }
	if len(guests) == 0 {
		guests = pick(u.mentions, isGuest, Bare)
	}
	r.cast(e, vocab.Participant, guests)
	received := func() bool { return len(e.with(vocab.Participant)) > 0 }
	if guest := r.guest(u); !received() && guest != nil {
		e.add(vocab.Participant, guest)
		e.infer(vocab.Participant)
	}
	if !received() {
		r.cast(e, vocab.Participant, pick(c.subject, isGuest))
	}
	if !received() && r.lastVisit != nil {
		e.add(vocab.Participant, r.lastVisit.with(vocab.Visitor)...)
		e.infer(vocab.Participant)
	}
}
