package quadstore

// Pick has plans chosen by a function of their costs.
func (qs *QuadStore) Pick(pick func(costs []int64) int) { qs.pick = pick }
