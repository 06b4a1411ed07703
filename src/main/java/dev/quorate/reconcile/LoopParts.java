package dev.quorate.reconcile;

import dev.quorate.execute.EventPublisher;
import dev.quorate.execute.Executor;
import dev.quorate.execute.WriterFactory;
import dev.quorate.observe.Observer;
import dev.quorate.plan.Planner;
import dev.quorate.status.StatusComputer;
import dev.quorate.validation.EnsembleValidator;

/** The parts of the loop, in the order in which a pass uses them. */
public record LoopParts(
    Observer observer,
    EnsembleValidator validator,
    Planner planner,
    WriterFactory writers,
    Executor executor,
    StatusComputer statuses,
    EventPublisher events,
    PassListener listener,
    Sampler sampler) {}
