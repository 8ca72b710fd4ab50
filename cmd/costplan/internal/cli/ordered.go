package cli

import "sync"

// ordered does jobs in parallel and hands over their results in the order of the
// jobs. Only a few are under way at a time, so that memory does not grow with
// their number. It stops at the first error of use, and then does not wait for
// produce, which may be reading from somebody who has nothing more to say.
func ordered[Job, Result any](workers int, produce func(emit func(Job) bool) error, do func(Job) Result, use func(Result) error) error {
	type task struct {
		job  Job
		done chan Result
	}
	tasks, stop := make(chan task), make(chan struct{})
	queue := make(chan chan Result, 2*workers)
	defer close(stop)
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for t := range tasks {
				t.done <- do(t.job)
			}
		})
	}
	var failure error
	go func() {
		defer close(queue)
		defer close(tasks)
		failure = produce(func(job Job) bool {
			t := task{job, make(chan Result, 1)}
			select {
			case queue <- t.done:
			case <-stop:
				return false
			}
			select {
			case tasks <- t:
				return true
			case <-stop:
				return false
			}
		})
	}()
	for done := range queue {
		if err := use(<-done); err != nil {
			return err
		}
	}
	running.Wait()
	return failure
}
