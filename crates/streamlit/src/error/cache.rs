//! What can be wrong with functions whose results are remembered.

use super::problem::problems;

problems! {
    /// What can be wrong with cached functions.
    CacheError {
        /// An argument that nothing can be known by.
        Unhashable {
            parameter: String = "items",
            kind: String = "builtins.generator",
            function: String = "total",
            decorator: &'static str = "cache_data",
        }
        UnhashableParamError by "@st.cache_data\ndef total(items):\n    return sum(items)\n\ntotal(n for n in [1])"
        => "The argument `{parameter}` of `{function}` is of the type `{kind}`, by which a result cannot be found again.\n\nCall the parameter `_{parameter}` to leave it out of account, or say in `hash_funcs` of `@st.{decorator}` what stands for such a value.";

        /// A function for arguments that failed.
        HashFunctionFailed {
            why: String = "division by zero",
            by: String = "<lambda>",
            kind: String = "builtins.int",
            given: String = "1",
            function: String = "double",
            decorator: &'static str = "cache_data",
        }
        UserHashError by "@st.cache_data(hash_funcs={int: lambda n: n / 0})\ndef double(n):\n    return 2 * n\n\ndouble(1)"
        => "`{by}`, which `hash_funcs` of `@st.{decorator}` has for `{kind}`, raised for an argument of `{function}`: {why}.\n\nThe value was `{given}`.";

        /// A function that draws somewhere else.
        DrawsElsewhere {
            function: String = "`fill()`",
            decorator: &'static str = "cache_data",
        }
        CacheReplayClosureError by "box = st.container()\n\n@st.cache_data\ndef fill():\n    box.write('Hello')\n\nfill()\nfill()"
        => "{function} draws into a container made outside of it, which cannot be drawn again with a remembered result.\n\nMake the container in the function, draw outside of it, or take `@st.{decorator}` away.";

        /// A function that has not finished its work.
        Awaitable {
            function: String = "`later()`",
            kind: String = "builtins.coroutine",
            decorator: &'static str = "cache_data",
        }
        CachedFunctionReturnedAwaitableError by "async def work():\n    return 1\n\n@st.cache_data\ndef later():\n    return work()\n\nlater()"
        => "{function} returned a `{kind}`, which has to be awaited and then is used up. Make it an `async def` that awaits its result; `@st.{decorator}` remembers what comes of it.";

        /// A result that pickle does not take.
        Unpicklable {
            function: String = "`make()`",
            kind: String = "builtins.generator",
        }
        UnserializableReturnValueError by "@st.cache_data\ndef make():\n    return (n for n in [1])\n\nmake()"
        => "{function} returned a value of the type `{kind}`, which `pickle` cannot copy, and `st.cache_data` gives each caller a copy.\n\nReturn plain data, or share one object among all callers by `st.cache_resource`.";

        /// Renewal without an age.
        RefreshNeedsTtl {}
        StreamlitMissingRequiredParameterError by "st.cache_data(refresh_mode='background')"
        => "`ttl` is missing. `refresh_mode='background'` needs it to know when a result is old: give a span such as '1h'.";

        /// Renewal at once.
        RefreshNeedsPositiveTtl { given: String = "0" }
        StreamlitValueError by "st.cache_data(refresh_mode='background', ttl=0)"
        => "`ttl` cannot be `{given}` with `refresh_mode='background'`. It takes a span of time above 0.";

        /// Renewal of what is kept.
        RefreshOfKept { persist: String = "'disk'" }
        StreamlitIncompatibleParametersError by "st.cache_data(refresh_mode='background', ttl=1, persist='disk')"
        => "`persist={persist}` keeps results for good, so there is nothing for `refresh_mode='background'` to renew. Leave one of the two out.";

        /// An age of what is kept for good.
        TtlOfKept { function: String = " `load()`" }
        notice by "# the browser's console, at @st.cache_data(persist='disk', ttl=1)"
        => "The cached function{function} has both `ttl` and `persist`. Results that are kept on disk have no age, so `ttl` does nothing.";

        /// The first of the decorators.
        CacheIsOld {}
        notice by "@st.cache\ndef load():\n    return 1"
        => "`st.cache` is an older way to remember results and may go. Use `st.cache_data` for data, `st.cache_resource` for what all callers share.";

        /// Decorators under their former names.
        FormerName {
            name: &'static str = "experimental_memo",
            new: &'static str = "cache_data",
        }
        notice by "@st.experimental_memo\ndef load():\n    return 1"
        => "`st.{name}` is the former name of `st.{new}` and may go. Write `st.{new}`.";
    }
}
