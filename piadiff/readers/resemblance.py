def refuse_others(*a):
    return
