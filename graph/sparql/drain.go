package sparql

import "context"

// Drain runs the plan and drops what its pattern gives, so that Explain can tell
// how it went.
func (p *Plan) Drain(ctx context.Context) error {
	op := p.open(ctx)
	defer op.close()
	for {
		b, err := op.next(ctx)
		if b == nil || err != nil {
			return err
		}
	}
}
